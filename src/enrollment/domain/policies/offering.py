"""Policies about the course and the account: is it offered, may one register, is there a seat."""

from dataclasses import replace

from enrollment.domain.attempt import Attempt
from enrollment.domain.catalog import Course, CourseStatus
from enrollment.domain.enrollments import Enrollment
from enrollment.domain.reasons import (
    AlreadyEnrolled,
    AuthRequired,
    Cancelled,
    CourseFull,
    CourseNotFound,
    NotPermitted,
    NotPublished,
    Reason,
    SeatsReserved,
)
from enrollment.domain.seats import free_seats, next_release, pool_for, seats_for
from enrollment.domain.users import Permission, User
from enrollment.domain.verdict import Met


def is_not_enrolled_already(attempt: Attempt) -> Reason | None:
    """A student holds at most one seat in a course."""
    if attempt.enrollment is None or not attempt.enrollment.is_held:
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


def user_may_enroll(attempt: Attempt) -> Reason | None:
    """Enrolling is for active students."""
    if attempt.user is None or attempt.user.may(Permission.ENROLL):
        return None
    return NotPermitted()


def seats_remain(attempt: Attempt) -> Reason | Met | None:
    """A course takes no more students than it has seats (``current_enrollment < max_participants``).

    Nor does it with those it is cross-listed with, taken together; and a seat kept for others is none, be it for a
    group, or for those who wait. Whoever is offered a seat has it among those taken.
    """
    course, promised = _as_left_to(attempt), attempt.promised
    if course is None or _is_offered(attempt.enrollment):
        return None
    seats, taken, shared = course.max_participants, course.current_enrollment, course.shared
    if seats is not None and taken >= seats:
        return CourseFull(seats, taken - promised, course.waiting, promised)
    if shared and shared.free == 0:
        return CourseFull(shared.max_participants, shared.current_enrollment - promised, course.waiting, promised)
    return _a_seat_for(course, attempt.user, attempt) if course.pools and attempt.user else None


def _is_offered(enrollment: Enrollment | None) -> bool:
    return enrollment is not None and enrollment.is_live and not enrollment.is_held


def _as_left_to(attempt: Attempt) -> Course | None:
    """Return the course as it is once the others of the same submission have taken their share of common seats."""
    course = attempt.course
    if course is None or course.shared is None:
        return course
    along = sum(other.shared is not None and other.shared.name == course.shared.name for other in attempt.together)
    taken = course.shared.current_enrollment + along
    return replace(course, shared=replace(course.shared, current_enrollment=taken))


def _a_seat_for(course: Course, user: User, attempt: Attempt) -> Reason | Met | None:
    viewer = attempt.record, user.email, attempt.at
    if seats_for(course, *viewer) == 0:
        kept = tuple(pool.group.name for pool in course.pools if pool.unused(attempt.at))
        return SeatsReserved(free=free_seats(course) or 0, groups=kept, released_at=next_release(course, attempt.at))
    pool = pool_for(course, *viewer)
    return Met(SeatsReserved.code, by=(pool.group.name,)) if pool else None
