"""What is taken together is waited for, offered and had together."""

import pytest

from enrollment.domain.enrollments import EnrollmentStatus
from enrollment.domain.rule_book import Scope, ScopeKind
from enrollment.domain.waitlist import EntryStatus
from enrollment.domain.waitlist_rules import Promotion, WaitlistRule

CHEM = Scope(ScopeKind.COURSE, "CHEM 1")


@pytest.fixture
def lecture(campus):
    """A full lecture that comes with a lab."""
    campus.rule(CHEM, linked=("A", "LA"))
    return campus.course(code="CHEM 1", section="A00")


@pytest.fixture
def lab(campus, lecture):
    """The lab, full as well."""
    return campus.course(code="CHEM 1", section="LA1")


@pytest.fixture
def rivals(campus, lecture, lab):
    """The seats of who sits in both."""
    rival = campus.student()
    joined = campus.join(rival, lecture, lab)
    assert joined.entry.status is EntryStatus.ENROLLED
    return campus.seat(rival, lecture), campus.seat(rival, lab)


def test_one_alone_is_not_waited_for(campus, lecture, rivals):
    [refused] = campus.join(campus.student(), lecture).receipts
    assert [reason.code for reason in refused.verdict.reasons] == ["corequisite-missing"]


def test_one_seat_of_two_is_not_had(campus, lecture, lab):
    campus.rule(CHEM, linked=(), one_section=False)
    sitting = campus.enrolled(campus.student(), lecture), campus.enrolled(campus.student(), lab)
    campus.rule(CHEM, linked=("A", "LA"))
    student = campus.student()
    entry = campus.waiting(student, lecture, lab)

    campus.rule(CHEM, linked=(), one_section=False)
    campus.drop(sitting[0])
    assert campus.entry(entry).is_waiting
    assert campus.now(lecture).current_enrollment == 0
    campus.drop(sitting[1])
    assert campus.entry(entry).status is EntryStatus.ENROLLED
    assert campus.seat(student, lecture)
    assert campus.seat(student, lab)


def test_dropping_both_gives_both_to_the_next(campus, lecture, lab, rivals):
    student = campus.student()
    campus.waiting(student, lecture, lab)
    campus.drop(rivals[0], along=[rivals[1].id])
    assert campus.seat(student, lecture)
    assert campus.seat(student, lab)


def test_both_are_offered_and_accepted_as_one(campus, lecture, lab, rivals):
    campus.rule(CHEM, waitlist=WaitlistRule(promotion=Promotion.OFFER))
    student = campus.student()
    entry = campus.waiting(student, lecture, lab)
    campus.drop(rivals[0], along=[rivals[1].id])
    assert campus.seat(student, lab).status is EnrollmentStatus.OFFERED

    receipts = campus.accept(entry)

    assert [receipt.enrollment.status for receipt in receipts] == [EnrollmentStatus.APPROVED] * 2


def test_one_waits_behind_others_in_each_line(campus, lecture, lab):
    """The seat of the lab is somebody else's first, so that the lecture's is not had either."""
    campus.rule(CHEM, linked=(), one_section=False)
    in_lecture, in_lab = campus.enrolled(campus.student(), lecture), campus.enrolled(campus.student(), lab)
    first_for_lab = campus.waiting(campus.student(), lab)
    both = campus.waiting(campus.student(), lecture, lab)

    campus.drop(in_lab)
    campus.drop(in_lecture)

    assert campus.entry(first_for_lab).status is EntryStatus.ENROLLED
    assert campus.entry(both).is_waiting


def test_a_course_that_gives_its_seats_in_batches_gives_none_to_a_bundle_before(campus, lecture, lab, rivals):
    campus.rule(lecture, waitlist=WaitlistRule(promotion=Promotion.BATCH))
    student = campus.student()
    campus.join(student, lecture, lab)

    campus.drop(rivals[0], along=[rivals[1].id])
    campus.do_what_is_due()

    assert campus.seat(student, lab) is None
    campus.pass_time(hours=18)  # until ten in the evening, on campus
    assert campus.seat(student, lab)
    assert campus.seat(student, lecture)
