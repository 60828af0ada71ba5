"""Each reason in words: what stands in the way, and what would change it. Every rendering uses these."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from enrollment.domain.reasons import (
    AlreadyEnrolled,
    AuthRequired,
    Cancelled,
    CourseFull,
    CourseNotFound,
    NotPermitted,
    NotPublished,
    Reason,
    RegistrationClosed,
    RegistrationNotOpen,
)


@dataclass(frozen=True, slots=True)
class Words:
    """A reason for people: what is the case, and the remedy."""

    message: str
    remedy: str


def instant_in_words(at: datetime, campus: ZoneInfo) -> str:
    """Return the instant on the campus clock, with its zone.

    >>> from datetime import UTC
    >>> instant_in_words(datetime(2026, 3, 9, 7, 0, tzinfo=UTC), ZoneInfo("America/Los_Angeles"))
    'Mon 9 Mar 2026, 00:00 PDT'
    """
    local = at.astimezone(campus)
    return f"{local:%a} {local.day} {local:%b %Y, %H:%M %Z}"


def _full(reason: CourseFull, campus: ZoneInfo) -> Words:
    if reason.max_participants == 0:
        return Words("This course takes no students.", "Choose another section.")
    remedy = "Choose another section, or come back when somebody drops."
    if reason.current_enrollment > reason.max_participants:
        over = reason.current_enrollment - reason.max_participants
        return Words(f"The course is over its {reason.max_participants} seats by {over}.", remedy)
    if reason.max_participants == 1:
        return Words("The only seat is taken.", remedy)
    return Words(f"All {reason.max_participants} seats are taken.", remedy)


def _already(reason: AlreadyEnrolled, campus: ZoneInfo) -> Words:
    since = instant_in_words(reason.since, campus)
    return Words(
        f"You have held a seat in this course since {since}.", "Find it under My schedule; there you can drop it."
    )


def _closed(reason: RegistrationClosed, campus: ZoneInfo) -> Words:
    closed = instant_in_words(reason.closed, campus)
    return Words(
        f"Registration closed on {closed}.", "The registrar can tell you whether late registration is possible."
    )


def _not_open(reason: RegistrationNotOpen, campus: ZoneInfo) -> Words:
    opens = instant_in_words(reason.opens, campus)
    return Words(f"Coming soon: registration opens on {opens}.", "Come back then.")


WORDS: Mapping[type[Reason], Words | Callable[[Any, ZoneInfo], Words]] = {
    AlreadyEnrolled: _already,
    AuthRequired: Words("You are not signed in.", "Sign in to enroll."),
    CourseNotFound: Words("There is no such course.", "Look for it in the catalog."),
    NotPublished: Words(
        "Coming soon: this course is not published yet.", "Come back when the registrar has published it."
    ),
    Cancelled: Words("This course has been cancelled.", "Choose another section or another course."),
    RegistrationClosed: _closed,
    RegistrationNotOpen: _not_open,
    NotPermitted: Words("Your account may not enroll in courses.", "Ask the registrar to make it a student's account."),
    CourseFull: _full,
}


def in_words(reason: Reason, campus: ZoneInfo) -> Words:
    """Return the reason in English, instants on the campus clock with their zone."""
    words = WORDS[type(reason)]
    return words if isinstance(words, Words) else words(reason, campus)
