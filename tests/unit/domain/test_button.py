"""The button in every state, and which of several it shows."""

from datetime import timedelta

import pytest

from enrollment.domain.button import (
    AVAILABLE,
    BUTTONS,
    CLOSED,
    ENROLLED,
    FULL,
    LOGIN_REQUIRED,
    NOT_AVAILABLE,
    button_for,
)
from enrollment.domain.catalog import CourseStatus, RegistrationWindow
from enrollment.domain.policies import decide
from tests.support.build import NOON, a_course, a_staff_member, an_attempt, an_enrollment

LATER = NOON + timedelta(days=1)
OVER = RegistrationWindow(closes=NOON)
SOON = RegistrationWindow(opens=LATER)
NO_SEATS = {"max_participants": 30, "current_enrollment": 30}


def button(**about):
    return button_for(decide(an_attempt(**about)))


@pytest.mark.parametrize(
    ("expected", "state", "text"),
    [
        (AVAILABLE, "available", "Enroll Now"),
        (LOGIN_REQUIRED, "login_required", "Login to Enroll"),
        (CLOSED, "registration_closed", "Registration Closed"),
        (FULL, "full", "Course Full"),
        (ENROLLED, "enrolled", "Already Enrolled"),
        (NOT_AVAILABLE, "not_available", "Not Available"),
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
    ],
)
def test_of_several_the_first_in_the_products_order_is_shown(first, second, expected):
    assert button(**first, **second) == expected


def test_no_state_goes_without_a_reason_but_available():
    assert set(BUTTONS.values()) | {AVAILABLE} == {AVAILABLE, LOGIN_REQUIRED, CLOSED, FULL, ENROLLED, NOT_AVAILABLE}
