"""Pools and shared seats: brought into force, and released in time."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from enrollment.domain.catalog import Course
from enrollment.domain.identifiers import CourseId


class SeatPools(Protocol):
    """How the seats of courses are divided. ``Register`` takes them and gives them back."""

    def divide(self, courses: Sequence[Course], at: datetime) -> None:
        """Divide the seats of these courses as their ``pools`` and ``shared`` say, in place of how they were.

        Nobody is evicted: who holds a seat of a pool holds it in the one of the same name, also where that has fewer
        seats now, and in none, where there is none any more. What the courses say of seats taken is passed over. Claims
        wait until the caller's transaction ends.
        """

    def due(self, at: datetime) -> CourseId | None:
        """Return a course with a pool that is past its release and not on record as released, if there is one."""
