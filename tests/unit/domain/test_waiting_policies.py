"""Policies about waiting, on their boundaries: one's own place, and whether one may stand in line."""

from datetime import timedelta
from uuid import UUID

import pytest

from enrollment.domain.identifiers import PermitId
from enrollment.domain.permits import Permit
from enrollment.domain.policies import (
    ACCEPTING,
    JOINING,
    OVERBOOKING,
    PROMOTING,
    RESTORING,
    STANDARD,
    consent_is_given,
    decide,
    is_not_waiting_already,
    may_be_repeated,
    may_return,
    prerequisites_are_met,
    registration_is_open,
    seats_remain,
    student_is_admitted,
)
from enrollment.domain.policies.waiting import (
    WAITING,
    waitlist_has_room,
    waitlist_is_open,
    waits_for_no_more_than_may_be,
)
from enrollment.domain.reasons import (
    AlreadyWaiting,
    DroppedBefore,
    OfferExpired,
    SeatOffered,
    WaitingLimit,
    WaitlistClosed,
    WaitlistFull,
)
from enrollment.domain.rules import Rules
from enrollment.domain.waitlist_rules import WaitingLimits, WaitlistRule
from tests.support.build import NOON, a_course, an_attempt
from tests.support.waiting import a_place

INSTANT = timedelta(microseconds=1)
AROUND = [(-INSTANT, False), (timedelta(), True), (INSTANT, True)]


def limited(*waiting_for, course=None, together=(), **limits):
    """What stands against waiting for one course more than these."""
    rules = Rules(waiting_limits=WaitingLimits(**limits))
    course = course or a_course(units="4")
    return waits_for_no_more_than_may_be(
        an_attempt(course=course, together=together, waiting_for=waiting_for, rules=rules)
    )


def closing(**rule):
    return waitlist_is_open(an_attempt(rules=Rules(waitlist=WaitlistRule(**rule))))


def test_who_stands_nowhere_is_not_waiting_already():
    assert is_not_waiting_already(an_attempt()) is None


@pytest.mark.parametrize("position", [1, 17])
def test_who_waits_is_told_at_which_position(position):
    place = a_place(position=position)

    assert is_not_waiting_already(an_attempt(place=place)) == AlreadyWaiting(entry_id=place.entry_id, position=position)


@pytest.mark.parametrize(("off", "is_over"), AROUND)
def test_an_offer_is_to_be_accepted_until_the_instant_it_expires_at(off, is_over):
    place = a_place(expires_at=NOON)
    offered = SeatOffered(entry_id=place.entry_id, expires_at=NOON)

    reason = is_not_waiting_already(an_attempt(place=place, at=NOON + off))

    assert reason == (OfferExpired(expired_at=NOON) if is_over else offered)


@pytest.mark.parametrize("may", [True, False])
@pytest.mark.parametrize("dropped_at", [None, NOON])
def test_who_dropped_a_course_comes_back_where_the_rules_let_them(may, dropped_at):
    attempt = an_attempt(dropped_at=dropped_at, rules=Rules(may_return=may))

    assert may_return(attempt) == (DroppedBefore(dropped_at=NOON) if dropped_at and not may else None)


def test_a_permit_lets_somebody_come_back():
    permit = Permit(id=PermitId(UUID(int=1)), codes=frozenset({"dropped-before"}), granted_by="Dr Hopper")
    attempt = an_attempt(dropped_at=NOON, rules=Rules(may_return=False), permits=(permit,))

    verdict = decide(attempt)

    assert (verdict.allowed, verdict.permits_used) == (True, (permit,))


@pytest.mark.parametrize(("off", "is_over"), AROUND)
def test_a_waitlist_is_open_until_the_instant_it_closes_at(off, is_over):
    assert closing(closes_at=NOON - off) == (WaitlistClosed(closed_at=NOON - off) if is_over else None)


def test_there_is_no_waitlist_where_nobody_may_stand_in_it():
    assert closing(capacity=0) == WaitlistClosed()
    assert closing(capacity=1) is None
    assert closing(capacity=None) is None


@pytest.mark.parametrize(
    ("capacity", "waiting", "reason"),
    [
        (3, 2, None),
        (3, 3, WaitlistFull(capacity=3, waiting=3)),
        (3, 4, WaitlistFull(capacity=3, waiting=4)),
        (None, 1_000, None),
        (0, 0, None),
    ],
)
def test_no_more_wait_than_may(capacity, waiting, reason):
    rules = Rules(waitlist=WaitlistRule(capacity=capacity))

    assert waitlist_has_room(an_attempt(course=a_course(waiting=waiting), rules=rules)) == reason


@pytest.mark.parametrize(("entries", "is_too_many"), [(1, False), (2, True), (3, True)])
def test_a_student_waits_for_no_more_courses_than_may_be(entries, is_too_many):
    reason = limited(*[a_course(units="4") for _ in range(entries)], most_entries=2)

    told = WaitingLimit(entries=entries, most_entries=2, units=4 * entries + 4)
    assert reason == (told if is_too_many else None)


@pytest.mark.parametrize(("entries", "is_too_many"), [(0, False), (1, True)])
def test_all_that_are_waited_for_together_count(entries, is_too_many):
    reason = limited(*[a_course(units="4")] * entries, most_entries=2, together=(a_course(units="4"),))

    assert reason == (WaitingLimit(entries=1, asked=2, most_entries=2, units=12) if is_too_many else None)


@pytest.mark.parametrize(("units", "is_too_much"), [("3.99", False), ("4", False), ("4.01", True)])
def test_nor_for_more_units_of_which_a_choice_counts_least(units, is_too_much):
    reason = limited(a_course(units="4 or 8"), course=a_course(units=units), most_units=8)

    told = WaitingLimit(entries=1, units=8.01, most_units=8)
    assert reason == (told if is_too_much else None)


def test_what_is_waited_for_in_another_term_does_not_count():
    assert limited(a_course(term="FA26", units="4"), most_entries=1, most_units=4) is None


def test_where_no_limit_is_said_there_is_none():
    assert limited(*[a_course(units="4") for _ in range(50)]) is None


def test_where_waiting_is_not_allowed_at_all_the_first_is_one_too_many():
    assert limited(most_entries=0) == WaitingLimit(entries=0, most_entries=0, units=4)


@pytest.mark.parametrize("policy", WAITING, ids=lambda policy: policy.__name__)
@pytest.mark.parametrize("about", [{}, {"course": None}, {"user": None}], ids=str)
def test_without_rules_anybody_may_wait_for_anything(policy, about):
    assert policy(an_attempt(**about)) is None


def left_out(policies):
    return set(STANDARD) - set(policies)


def test_what_is_asked_depends_on_how_the_seat_is_come_by():
    assert left_out(JOINING) == {seats_remain}
    assert left_out(PROMOTING) == {is_not_waiting_already}
    assert left_out(ACCEPTING) == {registration_is_open, is_not_waiting_already, seats_remain}
    assert left_out(OVERBOOKING) == {registration_is_open, seats_remain}
    assert left_out(RESTORING) == {
        may_return,
        student_is_admitted,
        prerequisites_are_met,
        may_be_repeated,
        consent_is_given,
    }


def test_whoever_stands_in_line_is_asked_besides_whether_there_is_a_line():
    assert set(JOINING) - set(STANDARD) == set(WAITING)
