"""Seats, kept in memory: each course has its pools, and a copy of what is known of the seats it shares."""

from dataclasses import replace
from datetime import datetime

from enrollment.adapters.memory.records import MemoryRecords
from enrollment.domain.catalog import Course
from enrollment.domain.identifiers import CourseId
from enrollment.domain.pools import Pool
from enrollment.domain.seats import free_seats


def has_seat(course: Course, pool: str | None, shared: str | None) -> bool:
    """Whether there is a seat of that pool, or one kept for nobody, in a course that shares what is so named."""
    if shared != (course.shared.name if course.shared else None):
        return False
    free = free_seats(course)
    kept = sum(map(_unused, course.pools))
    if pool is None:
        return free is None or free > kept
    return free != 0 and any(_unused(one) for one in course.pools if one.group.name == pool)


def count_seat(records: MemoryRecords, course: Course, pool: str | None, seats: int) -> None:
    """Count so many more seats as taken: of the course, of its pool, and of what it shares."""
    pools = tuple(replace(one, taken=one.taken + seats) if one.group.name == pool else one for one in course.pools)
    taken = course.current_enrollment + seats
    records.courses[course.id] = replace(course, current_enrollment=taken, pools=pools)
    for other in list(records.courses.values()):
        if course.shared and other.shared and other.shared.name == course.shared.name:
            together = replace(other.shared, current_enrollment=other.shared.current_enrollment + seats)
            records.courses[other.id] = replace(other, shared=together)


def release_due(records: MemoryRecords, course_id: CourseId, at: datetime) -> None:
    """Mark the course's pools that are due as released."""
    course = records.courses[course_id]
    pools = tuple(replace(pool, released=pool.is_released(at)) for pool in course.pools)
    records.courses[course_id] = replace(course, pools=pools)


def _unused(pool: Pool) -> int:
    return 0 if pool.released else max(0, pool.seats - pool.taken)
