"""Giving a seat up: until when, in which way, and what depends on it."""

from datetime import timedelta

import pytest

from enrollment.domain.academic_record import AcademicRecord, Hold
from enrollment.domain.enrollments import EnrollmentStatus
from enrollment.domain.errors import EnrollmentUnknown
from enrollment.domain.reasons import DropClosed, DropNeedsApproval, DroppedBefore, LastCourse, NeededBy
from enrollment.domain.requirements import Passed
from enrollment.domain.waitlist import EntryStatus
from enrollment.domain.waitlist_errors import UndoOver
from enrollment.domain.waitlist_rules import DropRule, Promotion, WaitlistRule
from tests.support.build import NOON, a_key

A_WEEK = timedelta(days=7)
DEADLINES = DropRule(deleted_until=NOON + A_WEEK, withdrawn_until=NOON + 2 * A_WEEK, approved_until=NOON + 3 * A_WEEK)


@pytest.fixture
def student(campus):
    """A student."""
    return campus.student()


@pytest.fixture
def held(campus, student):
    """A seat of the student's."""
    return campus.enrolled(student, campus.course())


@pytest.mark.parametrize(
    ("weeks", "status"),
    [(0.99, EnrollmentStatus.DROPPED), (1, EnrollmentStatus.WITHDRAWN), (1.99, EnrollmentStatus.WITHDRAWN)],
)
def test_early_nothing_is_left_of_it_later_it_is_a_withdrawal(campus, held, weeks, status):
    campus.rule(dropping=DEADLINES)
    campus.clock.advance(weeks * A_WEEK)
    assert campus.drop(held).enrollment.status is status


@pytest.mark.parametrize(("weeks", "reason"), [(2, DropNeedsApproval), (2.99, DropNeedsApproval), (3, DropClosed)])
def test_late_it_takes_approval_and_then_it_is_closed(campus, held, weeks, reason):
    campus.rule(dropping=DEADLINES)
    campus.clock.advance(weeks * A_WEEK)
    refused = campus.drop(held)
    assert refused.verdict.has(reason)
    assert campus.store.ports.enrollments.find(held.id).enrollment == held


def test_the_last_course_is_kept_where_the_rules_say_so(campus, student, held):
    campus.rule(keep_last_course=True)
    assert campus.drop(held).verdict.has(LastCourse)
    campus.enrolled(student, campus.course())
    assert campus.drop(held).enrollment


def test_the_last_course_can_be_swapped(campus, held):
    campus.rule(keep_last_course=True)
    [receipt] = campus.swap(held, campus.course()).receipts
    assert receipt.enrollment


def test_what_another_course_needs_is_kept_unless_both_go(campus, student):
    lecture, seminar = campus.course(), campus.course()
    first = campus.enrolled(student, lecture)
    campus.rule(seminar, corequisite=Passed(lecture.code))
    second = campus.enrolled(student, seminar)

    refused = campus.drop(first)
    assert refused.verdict.has(NeededBy)
    dropped = campus.drop(first, along=[second.id, second.id])

    assert dropped.enrollment
    assert campus.seat(student, seminar) is None


def test_only_ones_own_goes_along(campus, held):
    other = campus.enrolled(campus.student(), campus.course())
    with pytest.raises(EnrollmentUnknown):
        campus.drop(held, along=[other.id])


def test_whoever_dropped_comes_back_only_where_the_rules_let_them(campus, student):
    course = campus.course()
    campus.rule(may_return=False)
    campus.drop(campus.enrolled(student, course))
    campus.clock.advance(timedelta(hours=1))
    assert campus.enroll(student, course).verdict.has(DroppedBefore)


def test_a_drop_is_undone_within_a_minute(campus, student):
    course = campus.course()
    campus.rule(may_return=False)
    held = campus.enrolled(student, course)
    campus.drop(held)
    campus.clock.advance(timedelta(seconds=59))

    [receipt] = campus.undo(held)

    assert receipt.enrollment.status is EnrollmentStatus.APPROVED
    assert campus.seat(student, course) == receipt.enrollment
    assert campus.told(student)[-1] == "drop-undone"


def test_what_was_shown_to_have_the_seat_is_not_asked_again(campus, student):
    course = campus.course()
    held = campus.enrolled(student, course)
    campus.rule(course, consent_of="instructor", prerequisite=Passed("MATH 1"))
    campus.drop(held)

    [receipt] = campus.undo(held)

    assert receipt.enrollment.is_held


def test_what_stands_against_it_by_now_is(campus, student, held):
    campus.drop(held)
    campus.store.ports.academic_records.put(student.id, AcademicRecord(holds=(Hold(owner="the bursar", note="fees"),)))

    [refused] = campus.undo(held)

    assert [reason.code for reason in refused.verdict.reasons] == ["on-hold"]


def test_after_a_minute_it_is_not(campus, held):
    campus.drop(held)
    campus.clock.advance(timedelta(minutes=1))
    with pytest.raises(UndoOver):
        campus.undo(held)


def test_once_somebody_has_the_seat_it_is_not_undone(campus, student):
    course, [held] = campus.full_course()
    waiting = campus.waiting(student, course)
    campus.drop(held)
    [refused] = campus.undo(held)
    assert campus.entry(waiting).status is EntryStatus.ENROLLED
    assert [reason.code for reason in refused.verdict.reasons] == ["course-full"]


def test_once_the_seat_is_promised_it_is_not_undone(campus):
    course, [held] = campus.full_course()
    campus.rule(course, waitlist=WaitlistRule(promotion=Promotion.BATCH))
    campus.waiting(campus.student(), course)
    campus.drop(held)
    [refused] = campus.undo(held)
    assert refused.verdict.reasons[0].promised == 1


def test_undoing_twice_under_a_key_is_once(campus, held):
    campus.drop(held)
    key = a_key()
    assert campus.undo(held, key=key) == campus.undo(held, key=key)


def test_an_offer_is_no_seat_to_drop(campus, student):
    course, [held] = campus.full_course()
    campus.rule(course, waitlist=WaitlistRule(promotion=Promotion.OFFER))
    campus.waiting(student, course)
    campus.drop(held)
    with pytest.raises(EnrollmentUnknown):
        campus.drop(campus.seat(student, course))


def test_dropping_what_stood_in_the_way_of_a_free_seat_gives_it(campus, student):
    campus.rule(most_units=4.0)
    course, [rival] = campus.full_course(units="4")
    entry = campus.waiting(student, course)
    held = campus.enrolled(student, campus.course(units="4"))
    campus.drop(rival)
    assert campus.entry(entry).skipped == ("unit-limit",)

    campus.drop(held)
    campus.do_what_is_due()

    assert campus.seat(student, course)
