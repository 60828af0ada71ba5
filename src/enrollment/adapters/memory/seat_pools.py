"""Pools and shared seats, kept in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from enrollment.adapters.memory.records import MemoryRecords
from enrollment.domain.catalog import Course
from enrollment.domain.identifiers import CourseId
from enrollment.domain.pools import Pool


class MemorySeatPools:
    """The port SeatPools over dicts."""

    def __init__(self, records: MemoryRecords) -> None:
        self._records = records

    def divide(self, courses: Sequence[Course], at: datetime) -> None:
        """Divide the seats of these courses as they say, in place of how they were."""
        with self._records.lock:
            for course in courses:
                kept = self._records.courses[course.id]
                pools = tuple(self._counted(course.id, pool, at) for pool in course.pools)
                self._records.courses[course.id] = replace(kept, pools=pools, shared=course.shared)
            self._count_together({c.shared.name: c.shared.max_participants for c in courses if c.shared})

    def due(self, at: datetime) -> CourseId | None:
        """Return a course with a pool that is past its release and not on record as released, if there is one."""
        with self._records.lock:
            courses = list(self._records.courses.values())
        return next((course.id for course in courses if any(pool.is_due(at) for pool in course.pools)), None)

    def _counted(self, course_id: CourseId, pool: Pool, at: datetime) -> Pool:
        live = (held for held in self._records.enrollments.values() if held.is_live and held.course_id == course_id)
        taken = sum(held.pool == pool.group.name for held in live)
        return replace(pool, taken=taken, released=pool.is_released(at))

    def _count_together(self, seats: dict[str, int]) -> None:
        sharing = [(course, course.shared) for course in self._records.courses.values() if course.shared]
        for course, shared in sharing:
            taken = sum(other.current_enrollment for other, others in sharing if others.name == shared.name)
            most = seats.get(shared.name, shared.max_participants)
            together = replace(shared, current_enrollment=taken, max_participants=most)
            self._records.courses[course.id] = replace(course, shared=together)
