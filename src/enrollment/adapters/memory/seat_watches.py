"""Seat watches, kept in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from enrollment.adapters.memory.catalog_order import place
from enrollment.adapters.memory.records import MemoryRecords
from enrollment.adapters.memory.register import MemoryRegister
from enrollment.domain.catalog import Course
from enrollment.domain.identifiers import CourseId, UserId
from enrollment.domain.seats import free_seats
from enrollment.domain.users import User
from enrollment.ports.register import Facts


class MemorySeatWatches:
    """The port SeatWatches over a dict."""

    def __init__(self, records: MemoryRecords) -> None:
        self._records = records
        self._register = MemoryRegister(records)

    def put(self, student_id: UserId, course_id: CourseId, at: datetime) -> bool:
        """Put the watch on record."""
        with self._records.lock:
            is_new = (student_id, course_id) not in self._records.watches
            if is_new:
                self._records.watches[student_id, course_id] = at
                self._count(course_id, 1)
            return is_new

    def remove(self, student_id: UserId, course_id: CourseId) -> bool:
        """Take it off."""
        with self._records.lock:
            was_there = self._records.watches.pop((student_id, course_id), None) is not None
            if was_there:
                self._count(course_id, -1)
            return was_there

    def has(self, student_id: UserId, course_id: CourseId) -> bool:
        """Whether the student watches the course."""
        with self._records.lock:
            return (student_id, course_id) in self._records.watches

    def of(self, student_id: UserId) -> Sequence[Course]:
        """Return the courses the student watches, in the order of the catalog."""
        with self._records.lock:
            watched = [
                self._records.courses[course_id] for who, course_id in self._records.watches if who == student_id
            ]
            return sorted(watched, key=place)

    def stirring(self) -> Sequence[CourseId]:
        """Return the courses that somebody watches and that have a free seat."""
        with self._records.lock:
            courses = self._records.courses.values()
            return sorted(course.id for course in courses if course.watched and free_seats(course) != 0)

    def watching(self, course_id: CourseId, *, after: UserId | None, limit: int) -> Sequence[tuple[User, Facts]]:
        """Return who watches the course, in the order of their ids, with the facts about each there."""
        with self._records.lock:
            those = sorted(who for who, watched in self._records.watches if watched == course_id)
            page = [who for who in those if after is None or who > after][:limit]
            return [(self._records.accounts[who].user, self._register.facts(course_id, who)) for who in page]

    def _count(self, course_id: CourseId, more: int) -> None:
        course = self._records.courses[course_id]
        self._records.courses[course_id] = replace(course, watched=course.watched + more)
