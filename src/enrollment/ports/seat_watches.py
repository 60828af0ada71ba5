"""Seat watches: who wants to be told of a seat without standing in line for it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from enrollment.domain.catalog import Course
from enrollment.domain.identifiers import CourseId, UserId
from enrollment.domain.users import User
from enrollment.ports.register import Facts


class SeatWatches(Protocol):
    """The watches on record. A change lasts only if the caller's transaction commits."""

    def put(self, student_id: UserId, course_id: CourseId, at: datetime) -> bool:
        """Put the watch on record, and return whether it is new."""

    def remove(self, student_id: UserId, course_id: CourseId) -> bool:
        """Take it off, and return whether it was there; of two who do so at once one alone does."""

    def has(self, student_id: UserId, course_id: CourseId) -> bool:
        """Whether the student watches the course."""

    def of(self, student_id: UserId) -> Sequence[Course]:
        """Return the courses the student watches, in the order of the catalog."""

    def stirring(self) -> Sequence[CourseId]:
        """Return the courses that somebody watches and that have a free seat."""

    def watching(self, course_id: CourseId, *, after: UserId | None, limit: int) -> Sequence[tuple[User, Facts]]:
        """Return who watches the course, in the order of their ids, with the facts about each there."""
