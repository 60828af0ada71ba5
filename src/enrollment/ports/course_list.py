"""A list of courses from outside, read row by row."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from enrollment.domain.catalog import Course


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong where: in a column of the row that begins in that line, or in the line as a whole.

    Where a list has no lines, ``counted`` is what the number counts instead.
    """

    line: int
    column: str | None = None
    problem: str
    counted: str = "line"

    def __str__(self) -> str:
        """In one line, for a report."""
        place = f"{self.counted} {self.line}, {self.column}" if self.column else f"{self.counted} {self.line}"
        return f"{place}: {self.problem}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the list: the course it describes, or all that is wrong with it.

    ``is_last``: the fault is one of the whole list, of which nothing more can be read.
    """

    line: int
    course: Course | None = None
    faults: tuple[Fault, ...] = ()
    counted: str = "line"
    is_last: bool = False


class CourseList(Protocol):
    """Courses of one term, described by somebody else."""

    def rows(self) -> Iterator[Row]:
        """Yield one row after another; a long list needs no more memory than a short one.

        Nothing is raised for a bad row, nor for a list of which nothing can be read: both are rows with faults.
        """
