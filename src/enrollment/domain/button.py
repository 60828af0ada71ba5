"""What the enroll button says of a verdict (user's document, Button States & Messages)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from enrollment.domain.reasons import (
    AlreadyEnrolled,
    AuthRequired,
    Cancelled,
    ConsentRequired,
    CorequisiteMissing,
    CourseFull,
    CourseNotFound,
    ExcludedBy,
    GroupRestricted,
    NotPermitted,
    NotPublished,
    OnHold,
    PrerequisiteMissing,
    Reason,
    RegistrationClosed,
    RegistrationNotOpen,
    RepeatLimit,
    SeatsReserved,
    TimeConflict,
    UnitLimit,
)
from enrollment.domain.verdict import Verdict


class State(StrEnum):
    """The states a course can be in for one viewer."""

    AVAILABLE = "available"
    LOGIN_REQUIRED = "login_required"
    REGISTRATION_CLOSED = "registration_closed"
    FULL = "full"
    ENROLLED = "enrolled"
    NOT_AVAILABLE = "not_available"


@dataclass(frozen=True, slots=True)
class Button:
    """A state and the text on its button."""

    state: State
    text: str


AVAILABLE = Button(State.AVAILABLE, "Enroll Now")
LOGIN_REQUIRED = Button(State.LOGIN_REQUIRED, "Login to Enroll")
CLOSED = Button(State.REGISTRATION_CLOSED, "Registration Closed")
FULL = Button(State.FULL, "Course Full")
ENROLLED = Button(State.ENROLLED, "Already Enrolled")
NOT_AVAILABLE = Button(State.NOT_AVAILABLE, "Not Available")

BUTTONS: Mapping[type[Reason], Button] = {
    AlreadyEnrolled: ENROLLED,
    AuthRequired: LOGIN_REQUIRED,
    CourseNotFound: NOT_AVAILABLE,
    NotPublished: NOT_AVAILABLE,
    Cancelled: NOT_AVAILABLE,
    RegistrationClosed: CLOSED,
    RegistrationNotOpen: NOT_AVAILABLE,
    NotPermitted: NOT_AVAILABLE,
    OnHold: NOT_AVAILABLE,
    GroupRestricted: NOT_AVAILABLE,
    PrerequisiteMissing: NOT_AVAILABLE,
    CorequisiteMissing: NOT_AVAILABLE,
    ExcludedBy: NOT_AVAILABLE,
    RepeatLimit: NOT_AVAILABLE,
    TimeConflict: NOT_AVAILABLE,
    UnitLimit: NOT_AVAILABLE,
    ConsentRequired: NOT_AVAILABLE,
    SeatsReserved: NOT_AVAILABLE,
    CourseFull: FULL,
}


def button_for(verdict: Verdict) -> Button:
    """Return the button of the headline: the first reason decides, since the policies stand in that order."""
    return BUTTONS[type(verdict.reasons[0])] if verdict.reasons else AVAILABLE
