"""A seat that is offered is kept for its student until the offer is accepted, declined or over."""

from datetime import timedelta

import pytest

from enrollment.domain.academic_record import AcademicRecord, Hold
from enrollment.domain.catalog import RegistrationWindow
from enrollment.domain.enrollments import EnrollmentStatus
from enrollment.domain.reasons import CourseFull, OfferExpired, OnHold, SeatOffered
from enrollment.domain.waitlist import EntryStatus
from enrollment.domain.waitlist_errors import OfferUnknown
from enrollment.domain.waitlist_rules import Promotion, WaitlistRule
from tests.support.build import NOON, a_key

OFFERS = WaitlistRule(promotion=Promotion.OFFER, offer_hours=24)
AN_INSTANT = timedelta(microseconds=1)


@pytest.fixture
def course(campus):
    """A course that offers its one seat, which somebody holds."""
    course, [campus.held] = campus.full_course()
    campus.rule(course, waitlist=OFFERS)
    return course


@pytest.fixture
def offered(campus, course):
    """The entry of a student whom the seat is offered to."""
    entry = campus.waiting(campus.student(), course)
    campus.drop(campus.held)
    return campus.entry(entry)


def test_an_offer_takes_the_seat(campus, course, offered):
    assert (offered.status, offered.expires_at) == (EntryStatus.OFFERED, NOON + timedelta(hours=24))
    assert campus.now(course).current_enrollment == 1
    assert campus.enroll(campus.student(), course).verdict.has(CourseFull)
    assert campus.line(course) == []


def test_whom_it_is_offered_to_is_told_so_and_enrolls_by_accepting(campus, course, offered):
    student = campus.store.ports.accounts.get(offered.student_id)
    refused = campus.enroll(student, course)
    assert refused.verdict.reasons[0] == SeatOffered(entry_id=offered.id, expires_at=offered.expires_at)
    assert campus.told(student) == ["waitlist-joined", "offer-made", "enrollment-refused"]


def test_accepting_makes_it_an_enrollment_from_then_on(campus, offered):
    campus.clock.advance(timedelta(hours=2))

    [receipt] = campus.accept(offered)

    assert receipt.enrollment.status is EnrollmentStatus.APPROVED
    assert receipt.enrollment.enrollment_date == NOON + timedelta(hours=2)
    assert campus.entry(offered).status is EntryStatus.ENROLLED


def test_accepting_under_the_same_key_again_is_answered_the_same(campus, offered):
    key = a_key()
    assert campus.accept(offered, key=key) == campus.accept(offered, key=key)


def test_an_offer_is_accepted_once(campus, offered):
    campus.accept(offered)
    with pytest.raises(OfferUnknown):
        campus.accept(offered)


@pytest.mark.parametrize(("late", "is_late"), [(-AN_INSTANT, False), (timedelta(), True), (AN_INSTANT, True)])
def test_the_instant_it_expires_is_too_late(campus, offered, late, is_late):
    campus.clock.advance(timedelta(hours=24) + late)
    [receipt] = campus.accept(offered)
    assert receipt.verdict.has(OfferExpired) is is_late


def test_a_declined_offer_goes_on_to_the_next_in_line(campus, course, offered):
    second = campus.waiting(campus.student(), course)

    [receipt] = campus.decline(offered)

    assert receipt.enrollment.status is EnrollmentStatus.RETURNED
    assert campus.entry(offered).status is EntryStatus.DECLINED
    assert campus.entry(second).status is EntryStatus.OFFERED
    assert campus.now(course).current_enrollment == 1


def test_a_lapsed_offer_goes_on_to_the_next_in_line_and_never_revives(campus, course, offered):
    second = campus.waiting(campus.student(), course)
    campus.pass_time(hours=24)

    assert campus.entry(offered).status is EntryStatus.EXPIRED
    assert campus.entry(second).status is EntryStatus.OFFERED
    [receipt] = campus.accept(offered)
    assert receipt.verdict.has(OfferExpired)
    with pytest.raises(OfferUnknown):
        campus.decline(offered)


def test_after_a_lapsed_offer_one_may_wait_again(campus, course, offered):
    student = campus.store.ports.accounts.get(offered.student_id)
    campus.waiting(campus.student(), course)
    campus.pass_time(hours=24)
    campus.waiting(student, course)
    assert campus.line(course) == [student]


def test_what_has_changed_about_the_student_stands_against_accepting_and_the_offer_stands_on(campus, offered):
    hold = Hold(owner="the bursar", note="unpaid fees")
    campus.store.ports.academic_records.put(offered.student_id, AcademicRecord(holds=(hold,)))

    [refused] = campus.accept(offered)
    campus.store.ports.academic_records.put(offered.student_id, AcademicRecord())

    assert refused.verdict.has(OnHold)
    [receipt] = campus.accept(offered)
    assert receipt.enrollment


def test_an_offer_is_not_made_after_registration_has_closed(campus):
    window = RegistrationWindow(closes=NOON + timedelta(hours=1))
    course, [held] = campus.full_course(registration=window)
    campus.rule(course, waitlist=OFFERS)
    entry = campus.waiting(campus.student(), course)

    campus.clock.advance(timedelta(hours=1))
    campus.drop(held)

    assert campus.entry(entry).is_waiting
    assert campus.entry(entry).skipped == ("registration-closed",)


def test_an_offer_expires_as_registration_closes_at_the_latest_and_is_good_until_then(campus):
    window = RegistrationWindow(closes=NOON + timedelta(hours=1))
    course, [held] = campus.full_course(registration=window)
    campus.rule(course, waitlist=OFFERS)
    entry = campus.waiting(campus.student(), course)
    campus.drop(held)
    assert campus.entry(entry).expires_at == NOON + timedelta(hours=1)


def test_an_offer_of_several_expires_as_the_first_registration_of_them_closes(campus, course):
    other, [rival] = campus.full_course(registration=RegistrationWindow(closes=NOON + timedelta(hours=1)))
    both = campus.waiting(campus.student(), course, other)
    campus.rule(course, waitlist=OFFERS)
    campus.rule(other, waitlist=WaitlistRule(promotion=Promotion.ENROLL))

    campus.drop(rival)
    campus.resize(course, 2)

    assert campus.entry(both).expires_at == NOON + timedelta(hours=1)


def test_leaving_the_line_is_not_declining(campus, course, offered):
    second = campus.waiting(campus.student(), course)
    campus.leave(second)
    assert campus.entry(offered).status is EntryStatus.OFFERED
