"""Policies about giving up a seat, on their boundaries; and which of them a permit sets aside."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from enrollment.domain.academic_record import NO_RECORD, AcademicRecord, Act, Hold
from enrollment.domain.enrollments import EnrollmentStatus
from enrollment.domain.identifiers import PermitId
from enrollment.domain.permits import Permit
from enrollment.domain.policies.dropping import (
    DropAttempt,
    a_course_is_kept,
    decide_drop,
    drop_is_in_time,
    end_of,
    nothing_held_needs_it,
    nothing_keeps_the_seat,
)
from enrollment.domain.reasons import DropClosed, DropNeedsApproval, Held, LastCourse, NeededBy, OnHold, Partner
from enrollment.domain.requirements import Passed
from enrollment.domain.rules import Rules
from enrollment.domain.waitlist_rules import DropRule
from tests.support.build import NOON, a_course, an_attempt

INSTANT, DAY = timedelta(microseconds=1), timedelta(days=1)
AROUND = [(-INSTANT, False), (timedelta(), True), (INSTANT, True)]
DEADLINES = DropRule(deleted_until=NOON, withdrawn_until=NOON + DAY, approved_until=NOON + 2 * DAY)
PERMIT = Permit(id=PermitId(UUID(int=1)), codes=frozenset({"drop-needs-approval"}), granted_by="Dr Hopper")
FEES = Hold(owner="the bursar", note="fees are unpaid", blocks=frozenset({Act.DROP}))


def a_drop(course=None, **about):
    """An attempt to drop a course at NOON that nothing stands against."""
    return DropAttempt(**{"at": NOON, "course": course or a_course(), "record": NO_RECORD} | about)


def kept(course, *held, **rules):
    """A course the student keeps, being in these."""
    return an_attempt(course=course, held=tuple(one for one in held if one is not course), rules=Rules(**rules))


def in_time(at, **rule):
    return drop_is_in_time(a_drop(at=at, rules=Rules(dropping=DropRule(**rule))))


@pytest.mark.parametrize("policy", [nothing_keeps_the_seat, drop_is_in_time, a_course_is_kept, nothing_held_needs_it])
def test_without_rules_nothing_stands_against_a_drop(policy):
    assert policy(a_drop()) is None


def test_who_may_not_drop_by_a_hold_keeps_the_seat():
    reason = nothing_keeps_the_seat(a_drop(record=AcademicRecord(holds=(FEES,))))

    assert reason == OnHold((Held(owner="the bursar", note="fees are unpaid", until=None),))


def test_a_hold_on_enrolling_keeps_nobody_in_a_course():
    enrolling = replace(FEES, blocks=frozenset({Act.ENROLL}))

    assert nothing_keeps_the_seat(a_drop(record=AcademicRecord(holds=(enrolling,)))) is None


@pytest.mark.parametrize("off", [-INSTANT, timedelta(), INSTANT])
def test_a_hold_stands_until_the_instant_it_expires_at(off):
    hold = replace(FEES, expires_at=NOON + off)

    assert (nothing_keeps_the_seat(a_drop(record=AcademicRecord(holds=(hold,)))) is None) is (off <= timedelta())


@pytest.mark.parametrize(
    ("at", "reason"),
    [
        (NOON - INSTANT, None),
        (NOON, None),
        (NOON + DAY - INSTANT, None),
        (NOON + DAY, DropNeedsApproval(since=NOON + DAY, until=NOON + 2 * DAY)),
        (NOON + 2 * DAY - INSTANT, DropNeedsApproval(since=NOON + DAY, until=NOON + 2 * DAY)),
        (NOON + 2 * DAY, DropClosed(closed_at=NOON + 2 * DAY)),
    ],
)
def test_a_course_is_dropped_before_its_deadlines_and_by_permit_before_the_last(at, reason):
    assert drop_is_in_time(a_drop(at=at, rules=Rules(dropping=DEADLINES))) == reason


@pytest.mark.parametrize(("off", "is_over"), AROUND)
@pytest.mark.parametrize("only", ["deleted_until", "withdrawn_until"])
def test_where_there_is_one_deadline_a_course_is_dropped_before_it(only, off, is_over):
    assert in_time(NOON + off, **{only: NOON}) == (DropClosed(closed_at=NOON) if is_over else None)


def test_a_permit_that_would_be_needed_never_is_not_asked_for():
    assert in_time(NOON + DAY, approved_until=NOON) is None


@pytest.mark.parametrize(
    ("at", "status"),
    [
        (NOON - INSTANT, EnrollmentStatus.DROPPED),
        (NOON, EnrollmentStatus.WITHDRAWN),
        (NOON + 9 * DAY, EnrollmentStatus.WITHDRAWN),
    ],
)
def test_from_the_first_deadline_on_a_withdrawal_stays_on_record(at, status):
    assert end_of(Rules(dropping=DEADLINES), at) is status


def test_where_no_deadline_is_said_nothing_is_left_of_a_course_dropped():
    assert end_of(Rules(), NOON) is EnrollmentStatus.DROPPED
    assert end_of(Rules(dropping=DropRule(withdrawn_until=NOON)), NOON - INSTANT) is EnrollmentStatus.DROPPED


KEEP_ONE = Rules(keep_last_course=True)


def test_the_last_course_is_kept_where_the_rules_want_that():
    other = kept(a_course())

    assert a_course_is_kept(a_drop(rules=KEEP_ONE)) == LastCourse()
    assert a_course_is_kept(a_drop(rules=KEEP_ONE, kept=(other,))) is None
    assert a_course_is_kept(a_drop(rules=Rules())) is None


def test_what_is_dropped_along_is_not_kept():
    other = a_course()

    assert a_course_is_kept(a_drop(rules=KEEP_ONE, kept=(kept(other),), given_up=(other,))) == LastCourse()


def test_a_course_of_another_term_is_no_other_course():
    elsewhere = a_course(term="FA26")

    assert a_course_is_kept(a_drop(rules=KEEP_ONE, kept=(kept(elsewhere),))) == LastCourse()
    assert a_course_is_kept(a_drop(rules=KEEP_ONE, instead=(elsewhere,))) == LastCourse()


def test_the_last_course_may_be_swapped_for_another():
    assert a_course_is_kept(a_drop(rules=KEEP_ONE, instead=(a_course(),))) is None


LECTURE = a_course(code="CHEM 6A", section="A00", title="General Chemistry")
LAB = a_course(code="CHEM 7L", section="A01")
NEEDS_IT = {"corequisite": Passed(item="CHEM 6A")}


def lecture_needed(*held, **about):
    """What stands against dropping the lecture, which the lab is taken together with."""
    lab = kept(LAB, LECTURE, *held, **NEEDS_IT)
    return nothing_held_needs_it(a_drop(LECTURE, kept=(lab,), **about))


def test_a_corequisite_of_a_course_that_is_kept_is_kept():
    assert lecture_needed() == NeededBy((Partner(LAB.id, LAB.name),))


def test_it_may_be_dropped_along_with_the_course_that_needs_it():
    assert lecture_needed(given_up=(LECTURE, LAB)) is None


def test_it_may_be_dropped_where_another_section_of_it_is_kept_or_had_instead():
    another = replace(LECTURE, id=a_course().id, section="B00")

    assert lecture_needed(another) is None
    assert lecture_needed(instead=(another,)) is None


def test_what_lacked_its_corequisite_before_does_not_keep_another():
    lab = kept(LAB, LECTURE, corequisite=Passed(item="MATH 10A"))

    assert nothing_held_needs_it(a_drop(LECTURE, kept=(lab,))) is None


def test_a_lab_and_its_lecture_are_given_up_together():
    lecture, lab = (a_course(code="BILD 1", section=section) for section in ("A00", "LA1"))
    linked = {"linked": ("A", "LA")}

    alone = nothing_held_needs_it(a_drop(lab, kept=(kept(lecture, lab, **linked),)))
    together = nothing_held_needs_it(a_drop(lab, kept=(kept(lecture, lab, **linked),), given_up=(lab, lecture)))

    assert (alone, together) == (NeededBy((Partner(lecture.id, "BILD 1 A00"),)), None)


def test_all_that_need_it_are_named_in_their_order():
    labs = [a_course(code="CHEM 7L", section=section) for section in ("A01", "A02")]
    kept_labs = tuple(kept(lab, LECTURE, *labs, **NEEDS_IT) for lab in labs)

    reason = nothing_held_needs_it(a_drop(LECTURE, kept=kept_labs))

    assert [partner.course for partner in reason.partners] == ["CHEM 7L A01", "CHEM 7L A02"]


LATE = {"at": NOON + DAY, "rules": Rules(dropping=DEADLINES, keep_last_course=True)}


def test_every_reason_is_gathered_in_the_order_of_the_policies():
    lab = kept(LAB, LECTURE, **NEEDS_IT)
    attempt = a_drop(LECTURE, record=AcademicRecord(holds=(FEES,)), kept=(lab,), given_up=(LECTURE,), **LATE)

    codes = [reason.code for reason in decide_drop(attempt).reasons]

    assert codes == ["on-hold", "drop-needs-approval", "needed-by"]


def test_a_permit_sets_aside_that_it_takes_one_and_is_told():
    verdict = decide_drop(a_drop(permits=(PERMIT,), kept=(kept(a_course()),), **LATE))

    assert (verdict.allowed, verdict.permits_used) == (True, (PERMIT,))


@pytest.mark.parametrize(("off", "is_over"), AROUND)
def test_a_permit_is_good_until_the_instant_it_expires_at(off, is_over):
    permit = replace(PERMIT, expires_at=LATE["at"] - off)

    assert decide_drop(a_drop(permits=(permit,), kept=(kept(a_course()),), **LATE)).allowed is not is_over


def test_no_permit_opens_what_is_closed_or_lets_the_last_course_go():
    everything = replace(PERMIT, codes=frozenset({"drop-closed", "last-course", "needed-by", "on-hold"}))
    attempt = a_drop(permits=(PERMIT, everything), at=NOON + 2 * DAY, rules=LATE["rules"])

    assert [reason.code for reason in decide_drop(attempt).reasons] == ["drop-closed", "last-course"]


def test_a_permit_that_is_not_needed_is_not_used():
    assert decide_drop(a_drop(permits=(PERMIT,))).permits_used == ()
