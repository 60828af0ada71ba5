"""What is said of waiting where a seat is all that is missing, and only there."""

import pytest

from enrollment.domain.catalog import CourseStatus
from enrollment.domain.groups import Group
from enrollment.domain.policies import JOINING, decide
from enrollment.domain.pools import Pool
from enrollment.domain.reasons import (
    AlreadyWaiting,
    Cancelled,
    CourseFull,
    NotPermitted,
    SeatsReserved,
    WaitingLimit,
    WaitlistClosed,
    WaitlistFull,
)
from enrollment.domain.rules import Rules
from enrollment.domain.waitlist_rules import WaitingLimits, WaitlistRule
from tests.support.build import a_course, a_staff_member, an_attempt, an_enrollment
from tests.support.waiting import a_place

FULL = {"max_participants": 30, "current_enrollment": 30, "waiting": 2}
CLOSED = Rules(waitlist=WaitlistRule(capacity=0))
CROWDED = Rules(waitlist=WaitlistRule(capacity=2), waiting_limits=WaitingLimits(most_entries=0))
NO_SEAT = CourseFull(30, 30, 2)


def reasons(rules=CLOSED, course=None, **about):
    return decide(an_attempt(course=course or a_course(**FULL), rules=rules, **about)).reasons


def test_where_one_may_wait_the_want_of_a_seat_is_all_that_is_said():
    assert reasons(Rules()) == (NO_SEAT,)


def test_where_there_is_no_waitlist_that_is_said_after_the_want_of_a_seat():
    assert reasons() == (NO_SEAT, WaitlistClosed())


def test_all_that_stands_against_waiting_is_said():
    assert reasons(CROWDED) == (
        NO_SEAT,
        WaitlistFull(capacity=2, waiting=2),
        WaitingLimit(entries=0, most_entries=0),
    )


def test_seats_kept_for_others_are_waited_for_as_well():
    course = a_course(max_participants=2, pools=(Pool(group=Group(name="no one", standings=frozenset("-")), seats=2),))

    assert [type(reason) for reason in reasons(course=course)] == [SeatsReserved, WaitlistClosed]


@pytest.mark.parametrize(
    ("about", "first"),
    [
        ({"course": a_course(**FULL, status=CourseStatus.CANCELLED)}, Cancelled),
        ({"user": a_staff_member()}, NotPermitted),
    ],
)
def test_where_waiting_would_not_help_nothing_is_said_of_it(about, first):
    assert [type(reason) for reason in reasons(**about)] == [first, CourseFull]


def test_where_there_is_a_seat_nothing_is_said_of_waiting():
    assert reasons(course=a_course()) == ()


def test_nobody_who_is_not_signed_in_hears_of_it():
    assert not any(isinstance(reason, WaitlistClosed) for reason in reasons(user=None))


def test_who_waits_already_hears_of_the_place_and_of_no_other_waitlist():
    place = a_place(position=1)

    assert reasons(place=place) == (AlreadyWaiting(entry_id=place.entry_id, position=1), NO_SEAT)


def test_who_holds_a_seat_hears_of_no_waitlist():
    assert WaitlistClosed() not in reasons(enrollment=an_enrollment())


def test_who_would_join_hears_once_what_stands_against_it():
    attempt = an_attempt(course=a_course(**FULL), rules=CROWDED)

    codes = [reason.code for reason in decide(attempt, JOINING).reasons]

    assert codes == ["waitlist-full", "waiting-limit"]


@pytest.mark.parametrize(("taken", "promised", "reason"), [(30, 1, CourseFull(30, 29, 2, 1)), (29, 1, None)])
def test_a_seat_that_goes_to_who_waits_is_none_and_told_apart_from_one_that_is_taken(taken, promised, reason):
    """A course counts those as taken that are promised."""
    course = a_course(**FULL | {"current_enrollment": taken})

    assert reasons(Rules(), course=course, promised=promised) == ((reason,) if reason else ())
