"""Seats as one viewer sees them: a seat kept for others is none."""

from dataclasses import replace
from datetime import datetime

from enrollment.domain.academic_record import AcademicRecord
from enrollment.domain.catalog import Course
from enrollment.domain.pools import Pool


def free_seats(course: Course) -> int | None:
    """Return how many seats are free for whomever, never below 0; None when unlimited.

    The limit of the courses it is cross-listed with holds besides its own.
    """
    own = course.seats_available
    if course.shared is None:
        return own
    return course.shared.free if own is None else min(own, course.shared.free)


def shared_by(course: Course | None) -> str | None:
    """Return the name of the seats the course shares; None where it shares none."""
    return course.shared.name if course and course.shared else None


def seats_for(course: Course, record: AcademicRecord, email: str, at: datetime) -> int | None:
    """Return how many seats the student could take at that instant; None when unlimited.

    These are the free seats kept for nobody, and those kept for groups the student is in. Where fewer seats are free
    than are kept, as after a capacity was lowered, the groups share what there is, first come, first served.
    """
    free = free_seats(course)
    if free is None or not course.pools:
        return free
    kept_for_the_student = sum(pool.unused(at) for pool in course.pools if pool.group.includes(record, email))
    return min(free, _kept_for_nobody(course, free, at) + kept_for_the_student)


def pool_for(course: Course, record: AcademicRecord, email: str, at: datetime) -> Pool | None:
    """Return the pool the student's seat would come from: the first of the student's with a seat.

    None: from the seats kept for nobody, or there is none free.
    """
    if free_seats(course) == 0:
        return None
    return next((pool for pool in course.pools if pool.unused(at) and pool.group.includes(record, email)), None)


def seat_taken(course: Course, pool: str | None) -> Course:
    """Return the course once one more seat is taken: of the pool of that name, or of those kept for nobody."""
    pools = tuple(replace(one, taken=one.taken + 1) if one.group.name == pool else one for one in course.pools)
    shared = course.shared and replace(course.shared, current_enrollment=course.shared.current_enrollment + 1)
    return replace(course, current_enrollment=course.current_enrollment + 1, pools=pools, shared=shared)


def seat_given_back(course: Course, pool: str | None) -> Course:
    """Return the course once one seat less is taken: of the pool of that name, or of those kept for nobody."""
    pools = tuple(replace(one, taken=one.taken - 1) if one.group.name == pool else one for one in course.pools)
    shared = course.shared and replace(course.shared, current_enrollment=course.shared.current_enrollment - 1)
    return replace(course, current_enrollment=course.current_enrollment - 1, pools=pools, shared=shared)


def full(course: Course) -> Course:
    """Return the course as if it had no more seats than are taken."""
    seats, taken = course.max_participants, course.current_enrollment
    return replace(course, max_participants=taken if seats is None else min(seats, taken))


def next_release(course: Course, at: datetime) -> datetime | None:
    """Return the next instant at which enough pools are released for some free seat to be kept for nobody.

    None where none ever will be, or none is free.
    """
    free = free_seats(course)
    releases = sorted({pool.releases_at for pool in course.pools if pool.releases_at and at < pool.releases_at})
    return next((then for then in releases if free is None or _kept_for_nobody(course, free, then)), None)


def _kept_for_nobody(course: Course, free: int, at: datetime) -> int:
    return max(0, free - sum(pool.unused(at) for pool in course.pools))
