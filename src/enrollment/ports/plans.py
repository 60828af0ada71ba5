"""Plans: the courses a student means to take, kept until they are asked for."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from enrollment.domain.identifiers import CourseId, UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """A course in a plan. ``priority`` 1 is what matters most."""

    course_id: CourseId
    priority: int
    added_at: datetime


class Plans(Protocol):
    """The plan of each student, in the order of priority."""

    def lines(self, student_id: UserId) -> Sequence[PlanLine]:
        """Return the plan."""

    def put(self, student_id: UserId, lines: Sequence[PlanLine]) -> None:
        """Put the lines in place of the plan before."""

    def remove(self, student_id: UserId, course_ids: Collection[CourseId]) -> None:
        """Take the courses out of the plan, those that are in it, and leave the others as they are."""
