"""What other systems got wrong, and this one is not to: each by its number in pretix's list of issues."""

from datetime import timedelta

import pytest

from enrollment.application.waitlists.standing import ReadStanding
from enrollment.domain.academic_record import AcademicRecord, Hold
from enrollment.domain.catalog import RegistrationWindow
from enrollment.domain.reasons import OfferExpired
from enrollment.domain.waitlist import EntryStatus
from enrollment.domain.waitlist_rules import Promotion, WaitlistRule
from tests.support.build import NOON

OFFERS = WaitlistRule(promotion=Promotion.OFFER, offer_hours=24)


@pytest.fixture
def course(campus):
    """A course that offers its one seat, which somebody holds."""
    course, [campus.held] = campus.full_course()
    campus.rule(course, waitlist=OFFERS)
    return course


def test_pretix_165_an_offer_that_is_over_brings_nobody_in_beyond_the_seats(campus, course):
    late, prompt = campus.waiting(campus.student(), course), campus.waiting(campus.student(), course)
    campus.drop(campus.held)
    campus.pass_time(hours=24)
    campus.accept(prompt)

    [refused] = campus.accept(late)

    assert refused.verdict.has(OfferExpired)
    assert campus.now(course).current_enrollment == 1


def test_pretix_1238_seats_beyond_those_there_are_bring_no_offer_as_they_are_given_up(campus, course):
    """Sixty seats too many given up at a full event made sixty offers there."""
    beyond = [campus.overbook(campus.student(), course).enrollment for _ in range(3)]
    entries = [campus.waiting(campus.student(), course) for _ in range(3)]

    for enrollment in beyond:
        campus.drop(enrollment)

    assert all(campus.entry(entry).is_waiting for entry in entries)
    campus.drop(campus.held)
    assert [campus.entry(entry).status for entry in entries].count(EntryStatus.OFFERED) == 1


def test_pretix_1405_a_seat_given_up_after_an_offer_is_the_next_ones(campus, course):
    first, second = campus.waiting(campus.student(), course), campus.waiting(campus.student(), course)
    campus.drop(campus.held)
    [receipt] = campus.accept(first)

    campus.drop(receipt.enrollment)

    assert campus.entry(second).status is EntryStatus.OFFERED
    assert campus.entry(first).status is EntryStatus.ENROLLED


def test_pretix_1163_who_gave_the_seat_up_is_not_offered_it_again(campus, course):
    entry = campus.waiting(campus.student(), course)
    campus.drop(campus.held)
    [receipt] = campus.accept(entry)

    campus.drop(receipt.enrollment)
    campus.do_what_is_due()

    assert campus.seat(campus.store.ports.accounts.get(entry.student_id), course) is None
    assert campus.line(course) == []
    assert campus.now(course).current_enrollment == 0


def test_pretix_681_nothing_is_offered_once_registration_has_closed_and_one_is_told(campus):
    course, [held] = campus.full_course(registration=RegistrationWindow(closes=NOON + timedelta(hours=1)))
    campus.rule(course, waitlist=OFFERS)
    student = campus.student()
    entry = campus.waiting(student, course)
    campus.pass_time(hours=1)

    campus.drop(held)

    assert campus.entry(entry).is_waiting
    assert campus.told(student) == ["waitlist-joined", "waitlist-skipped"]


def test_pretix_2119_the_first_in_line_is_served_before_the_last(campus):
    course, held = campus.full_course(3)
    entries = [campus.waiting(campus.student(), course) for _ in range(5)]

    served = []
    for seat in held:
        campus.drop(seat)
        served.append([campus.entry(entry).is_waiting for entry in entries].index(True))

    assert served == [1, 2, 3]


def test_pretix_3628_where_nobody_is_offered_a_free_seat_it_is_plain_why(campus, course):
    student = campus.student()
    entry = campus.waiting(student, course)
    hold = Hold(owner="the bursar", note="unpaid fees")
    campus.store.ports.academic_records.put(student.id, AcademicRecord(holds=(hold,)))

    campus.drop(campus.held)

    assert campus.entry(entry).skipped == ("on-hold",)
    [standing] = campus.does(ReadStanding, student.id)
    assert [reason.code for reason in standing.turn.obstacles] == ["on-hold"]
    assert campus.told(student)[-1] == "waitlist-skipped"
