"""How a course stands for whoever looks at it: the verdict in one word, for a list of many."""

from dataclasses import dataclass
from datetime import datetime

from enrollment.domain.academic_record import AcademicRecord
from enrollment.domain.attempt import Attempt
from enrollment.domain.button import State, state_of
from enrollment.domain.catalog import CourseStatus
from enrollment.domain.policies import decide
from enrollment.domain.reasons import Cancelled, NotPermitted, Reason, SeatsReserved
from enrollment.domain.users import ANYBODY, User
from enrollment.ports.catalog import Listed

TEXTS = {
    State.AVAILABLE: "Open",
    State.REGISTRATION_CLOSED: "Closed",
    State.FULL: "Full",
    State.ENROLLED: "You are enrolled",
    State.OFFERED: "A seat is kept for you",
    State.WAITLISTED: "You wait",
    State.NOT_AVAILABLE: "Coming soon",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """A state, and the text of its mark."""

    state: State
    text: str


def standing_of(listed: Listed, viewer: User | None, record: AcademicRecord, at: datetime) -> Standing:
    """Return how the course stands. Being signed out is the viewer's state, not the course's: it is as for anybody."""
    attempt = Attempt(at=at, user=viewer or ANYBODY, course=listed.course, enrollment=listed.enrollment, record=record)
    verdict = decide(attempt)
    state = state_of(verdict)
    if listed.course.status is CourseStatus.DRAFT:
        return Standing(state, "Draft")
    return Standing(state, _text(state, verdict.reasons))


def _text(state: State, reasons: tuple[Reason, ...]) -> str:
    match reasons:
        case (Cancelled(), *_):
            return "Cancelled"
        case (NotPermitted(), *_):
            return "For students"
        case (SeatsReserved(), *_):
            return "Reserved"
    return TEXTS[state]
