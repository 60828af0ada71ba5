"""The button in every state, and which of several it shows."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from enrollment.domain.button import (
    AVAILABLE,
    BUTTONS,
    CLOSED,
    ENROLLED,
    FULL,
    LOGIN_REQUIRED,
    NOT_AVAILABLE,
    OFFERED,
    WAITLISTED,
    Button,
    State,
    button_for,
    state_of,
)
from enrollment.domain.catalog import CourseStatus, RegistrationWindow
from enrollment.domain.policies import decide
from tests.support.build import NOON, a_course, a_staff_member, an_attempt, an_enrollment
from tests.support.waiting import a_place

CAMPUS = ZoneInfo("America/Los_Angeles")
LATER = NOON + timedelta(days=1)
OVER = RegistrationWindow(closes=NOON)
SOON = RegistrationWindow(opens=LATER)
NO_SEATS = {"max_participants": 30, "current_enrollment": 30}


def button(**about):
    return button_for(decide(an_attempt(**about)), CAMPUS)


@pytest.mark.parametrize(
    ("expected", "state", "text"),
    [
        (AVAILABLE, "available", "Enroll Now"),
        (LOGIN_REQUIRED, "login_required", "Login to Enroll"),
        (CLOSED, "registration_closed", "Registration Closed"),
        (FULL, "full", "Course Full"),
        (ENROLLED, "enrolled", "Already Enrolled"),
        (NOT_AVAILABLE, "not_available", "Not Available"),
        (OFFERED, "offered", "Seat Offered"),
        (WAITLISTED, "waitlisted", "On the Waitlist"),
    ],
)
def test_the_words_are_those_of_the_users_document(expected, state, text):
    assert (expected.state, expected.text) == (state, text)


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        ({}, AVAILABLE),
        ({"user": None}, LOGIN_REQUIRED),
        ({"course": a_course(registration=OVER)}, CLOSED),
        ({"course": a_course(**NO_SEATS)}, FULL),
        ({"enrollment": an_enrollment()}, ENROLLED),
        ({"course": a_course(status=CourseStatus.UNPUBLISHED)}, NOT_AVAILABLE),
        ({"course": a_course(status=CourseStatus.CANCELLED)}, NOT_AVAILABLE),
        ({"course": a_course(registration=SOON)}, NOT_AVAILABLE),
        ({"course": None}, NOT_AVAILABLE),
        ({"user": a_staff_member()}, NOT_AVAILABLE),
    ],
    ids=["usual", "nobody", "over", "full", "enrolled", "unpublished", "cancelled", "soon", "none", "staff"],
)
def test_each_state_is_shown_when_it_holds(about, expected):
    assert button(**about) == expected


CANCELLED = {"status": CourseStatus.CANCELLED}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ({"enrollment": an_enrollment()}, {"user": None}, ENROLLED),
        ({"enrollment": an_enrollment()}, {"course": a_course(**CANCELLED)}, ENROLLED),
        ({"user": None}, {"course": a_course(**CANCELLED)}, LOGIN_REQUIRED),
        ({"user": None}, {"course": a_course(**NO_SEATS)}, LOGIN_REQUIRED),
        ({"course": a_course(**CANCELLED, registration=OVER)}, {}, NOT_AVAILABLE),
        ({"course": a_course(**NO_SEATS, registration=OVER)}, {}, CLOSED),
        ({"course": a_course(registration=OVER)}, {"user": a_staff_member()}, CLOSED),
        ({"course": a_course(**NO_SEATS, registration=SOON)}, {}, NOT_AVAILABLE),
        ({"course": a_course(**NO_SEATS)}, {"user": a_staff_member()}, NOT_AVAILABLE),
        ({"enrollment": an_enrollment()}, {"place": a_place(position=1)}, ENROLLED),
    ],
)
def test_of_several_the_first_in_the_products_order_is_shown(first, second, expected):
    assert button(**first, **second) == expected


def test_no_state_goes_without_a_reason_but_available():
    assert {button.state for button in BUTTONS.values()} == set(State) - {State.AVAILABLE}


def test_whoever_waits_is_told_the_place_in_line():
    waiting = {"course": a_course(**NO_SEATS, waiting=3), "place": a_place(position=3)}

    assert button(**waiting) == Button(State.WAITLISTED, "On the Waitlist, #3")


def test_whoever_is_offered_a_seat_is_told_until_when_on_campus():
    offered = a_place(expires_at=NOON + timedelta(hours=1))

    assert button(place=offered) == Button(State.OFFERED, "Seat Offered: accept by Mon 2 Mar 2026, 05:00 PST")


def test_whoever_waits_is_told_so_though_registration_is_over():
    assert button(place=a_place(position=1), course=a_course(registration=OVER)).state is State.WAITLISTED


def test_an_offer_that_is_over_is_none():
    assert button(place=a_place(expires_at=NOON)) == NOT_AVAILABLE


def test_the_state_goes_without_the_words():
    assert state_of(decide(an_attempt(place=a_place(position=3)))) is State.WAITLISTED
    assert state_of(decide(an_attempt())) is State.AVAILABLE
