"""The roster: who sits in a course, and who was refused there."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Protocol

from enrollment.domain.identifiers import CourseId
from enrollment.domain.users import User


@dataclass(frozen=True, slots=True, kw_only=True)
class OnRoster:
    """A student who sits in the course now, or does not and was refused there at least once."""

    course_id: CourseId
    student: User
    sits: bool


class Roster(Protocol):
    """Everybody a change of rules could matter to."""

    def of(self, courses: Collection[CourseId]) -> Iterator[OnRoster]:
        """Yield the students of these courses, each once a course, in the order of their addresses there."""
