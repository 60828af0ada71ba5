"""Academic records from outside, read row by row."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from enrollment.domain.academic_record import CompletedItem
from enrollment.ports.course_list import Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Belonging:
    """What a student is to the institution: standing, programme and cohort, "" where not known."""

    standing: str
    programme: str
    cohort: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRow:
    """One row: what it says of the student with that address, or all that is wrong with it.

    ``email`` is "" where even that cannot be read. ``is_last``: the fault is one of the whole list, of which nothing
    more can be read.
    """

    line: int
    email: str = ""
    says: Belonging | CompletedItem | None = None
    faults: tuple[Fault, ...] = ()
    is_last: bool = False


class RecordList(Protocol):
    """Rows about students: where each belongs, or what each has completed."""

    def rows(self) -> Iterator[RecordRow]:
        """Yield one row after another; a long list needs no more memory than a short one. Raises nothing."""
