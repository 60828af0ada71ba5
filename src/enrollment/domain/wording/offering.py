"""The words for what stands against an attempt on the side of the course and of the account."""

from collections.abc import Callable, Mapping
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
from enrollment.domain.wording.words import Words, instant_in_words


def _full(reason: CourseFull, campus: ZoneInfo) -> Words:
    if reason.max_participants == 0:
        return Words("This course takes no students.", "Choose another section.")
    remedy = "Choose another section, or wait until somebody drops."
    if reason.promised:
        return Words(f"{_promised(reason)} {_who_wait(reason.waiting)} for one.", remedy)
    waiting = f", and {_who_wait(reason.waiting)}" if reason.waiting else ""
    if reason.current_enrollment > reason.max_participants:
        over = reason.current_enrollment - reason.max_participants
        return Words(f"The course is over its {reason.max_participants} seats by {over}{waiting}.", remedy)
    if reason.max_participants == 1:
        return Words(f"The only seat is taken{waiting}.", remedy)
    return Words(f"All {reason.max_participants} seats are taken{waiting}.", remedy)


def _promised(reason: CourseFull) -> str:
    if reason.promised == 1:
        return "The free seat goes to somebody who waits for it:"
    return f"The {reason.promised} free seats go to those who wait for them:"


def _who_wait(waiting: int) -> str:
    return "one student waits" if waiting == 1 else f"{waiting} students wait"


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
    if reason.opens is None:
        return Words("You have no registration time for this course.", "Ask the registrar when you may register.")
    opens = instant_in_words(reason.opens, campus)
    if reason.group:
        return Words(f"Registration opens for you ({reason.group}) on {opens}.", "Come back then.")
    return Words(f"Coming soon: registration opens on {opens}.", "Come back then.")


OFFERING: Mapping[type[Reason], Words | Callable[[Any, ZoneInfo], Words]] = {
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
