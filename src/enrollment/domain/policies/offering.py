"""Policies about the course and the account: is it offered, may one register, is there a seat."""

from enrollment.domain.attempt import Attempt
from enrollment.domain.catalog import Course, CourseStatus, RegistrationWindow
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
from enrollment.domain.users import Permission


def is_not_enrolled_already(attempt: Attempt) -> Reason | None:
    """A student holds at most one seat in a course."""
    if attempt.enrollment is None:
        return None
    return AlreadyEnrolled(attempt.enrollment.id, attempt.enrollment.enrollment_date)


def is_signed_in(attempt: Attempt) -> Reason | None:
    """Whoever enrolls is known."""
    return AuthRequired() if attempt.user is None else None


def course_exists(attempt: Attempt) -> Reason | None:
    """There is such a course, and it is the asker's business: a draft is seen by staff only."""
    match attempt.course:
        case None:
            return CourseNotFound()
        case Course(status=CourseStatus.DRAFT) if not (attempt.user and attempt.user.may(Permission.READ_DRAFTS)):
            return CourseNotFound()
    return None


def course_is_published(attempt: Attempt) -> Reason | None:
    """A course is offered once it is published, and no longer when it is cancelled."""
    match attempt.course:
        case Course(status=CourseStatus.CANCELLED):
            return Cancelled()
        case Course(status=CourseStatus.UNPUBLISHED | CourseStatus.DRAFT):
            return NotPublished()
    return None


def registration_has_not_closed(attempt: Attempt) -> Reason | None:
    """A student registers before the deadline has passed; the whole last day is in time."""
    match attempt.course:
        case Course(registration=RegistrationWindow(closes=closes)) if closes and attempt.at >= closes:
            return RegistrationClosed(closes)
    return None


def registration_has_opened(attempt: Attempt) -> Reason | None:
    """A student registers no earlier than the instant the window opens."""
    match attempt.course:
        case Course(registration=RegistrationWindow(opens=opens)) if opens and attempt.at < opens:
            return RegistrationNotOpen(opens)
    return None


def user_may_enroll(attempt: Attempt) -> Reason | None:
    """Enrolling is for active students."""
    if attempt.user is None or attempt.user.may(Permission.ENROLL):
        return None
    return NotPermitted()


def seats_remain(attempt: Attempt) -> Reason | None:
    """A course takes no more students than it has seats (``current_enrollment < max_participants``)."""
    match attempt.course:
        case Course(max_participants=int(seats), current_enrollment=taken) if taken >= seats:
            return CourseFull(seats, taken)
    return None
