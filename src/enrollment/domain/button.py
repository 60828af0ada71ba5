"""What the enroll button says of a verdict (user's document, Button States & Messages)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from enrollment.domain.reasons import (
    AlreadyEnrolled,
    AlreadyWaiting,
    AuthRequired,
    Cancelled,
    ConsentRequired,
    CorequisiteMissing,
    CourseFull,
    CourseNotFound,
    DropClosed,
    DropNeedsApproval,
    DroppedBefore,
    ExcludedBy,
    GroupRestricted,
    LastCourse,
    NeededBy,
    NotPermitted,
    NotPublished,
    OfferExpired,
    OnHold,
    OtherSectionHeld,
    PrerequisiteMissing,
    Reason,
    RegistrationClosed,
    RegistrationNotOpen,
    RepeatLimit,
    SeatOffered,
    SeatsReserved,
    TimeConflict,
    UnitLimit,
    WaitingLimit,
    WaitlistClosed,
    WaitlistFull,
)
from enrollment.domain.verdict import Verdict
from enrollment.domain.wording.words import instant_in_words


class State(StrEnum):
    """The states a course can be in for one viewer."""

    AVAILABLE = "available"
    LOGIN_REQUIRED = "login_required"
    REGISTRATION_CLOSED = "registration_closed"
    FULL = "full"
    ENROLLED = "enrolled"
    OFFERED = "offered"
    WAITLISTED = "waitlisted"
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
OFFERED = Button(State.OFFERED, "Seat Offered")
WAITLISTED = Button(State.WAITLISTED, "On the Waitlist")
NOT_AVAILABLE = Button(State.NOT_AVAILABLE, "Not Available")

BUTTONS: Mapping[type[Reason], Button] = {
    AlreadyEnrolled: ENROLLED,
    SeatOffered: OFFERED,
    AlreadyWaiting: WAITLISTED,
    AuthRequired: LOGIN_REQUIRED,
    CourseNotFound: NOT_AVAILABLE,
    NotPublished: NOT_AVAILABLE,
    Cancelled: NOT_AVAILABLE,
    RegistrationClosed: CLOSED,
    RegistrationNotOpen: NOT_AVAILABLE,
    NotPermitted: NOT_AVAILABLE,
    OnHold: NOT_AVAILABLE,
    DroppedBefore: NOT_AVAILABLE,
    GroupRestricted: NOT_AVAILABLE,
    PrerequisiteMissing: NOT_AVAILABLE,
    CorequisiteMissing: NOT_AVAILABLE,
    OtherSectionHeld: NOT_AVAILABLE,
    ExcludedBy: NOT_AVAILABLE,
    RepeatLimit: NOT_AVAILABLE,
    TimeConflict: NOT_AVAILABLE,
    UnitLimit: NOT_AVAILABLE,
    ConsentRequired: NOT_AVAILABLE,
    SeatsReserved: NOT_AVAILABLE,
    CourseFull: FULL,
    WaitlistClosed: FULL,
    WaitlistFull: FULL,
    WaitingLimit: FULL,
    OfferExpired: NOT_AVAILABLE,
    # These stand against a swap: the seat to be given up is kept.
    DropClosed: NOT_AVAILABLE,
    DropNeedsApproval: NOT_AVAILABLE,
    LastCourse: NOT_AVAILABLE,
    NeededBy: NOT_AVAILABLE,
}


def state_of(verdict: Verdict) -> State:
    """Return the state the headline comes to: the first reason decides, since the policies stand in that order."""
    return _button(verdict).state


def button_for(verdict: Verdict, campus: ZoneInfo) -> Button:
    """Return the button of that state. It tells the place in line, or until when an offer stands, on campus."""
    match verdict.reasons:
        case (AlreadyWaiting(position=position), *_):
            return Button(State.WAITLISTED, f"{WAITLISTED.text}, #{position}")
        case (SeatOffered(expires_at=expires_at), *_):
            return Button(State.OFFERED, f"{OFFERED.text}: accept by {instant_in_words(expires_at, campus)}")
    return _button(verdict)


def _button(verdict: Verdict) -> Button:
    return BUTTONS[type(verdict.reasons[0])] if verdict.reasons else AVAILABLE
