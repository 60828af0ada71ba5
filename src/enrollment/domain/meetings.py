"""When and where a course meets, on the campus clock."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum


class Day(StrEnum):
    """A day of the week, abbreviated as timetables print it."""

    MONDAY = "M"
    TUESDAY = "Tu"
    WEDNESDAY = "W"
    THURSDAY = "Th"
    FRIDAY = "F"
    SATURDAY = "Sa"
    SUNDAY = "Su"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A weekly meeting (``days``) or a dated one (``on``), half-open: ``[starts, ends)``.

    ``kind`` is the timetable's abbreviation: LE lecture, DI discussion, LA lab, SE seminar, FI final, …
    Without ``starts`` the time is yet to be announced, and so is a ``room`` that is None. A weekly meeting takes
    place from ``starts_on`` to ``ends_on``, both included; None: from the first, to the last day of the term.
    """

    kind: str
    days: tuple[Day, ...] = ()
    on: date | None = None
    starts: time | None = None
    ends: time | None = None
    room: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
