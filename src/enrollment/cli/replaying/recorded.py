"""A term as a campus recorded it: how many sat and waited in each section, and how many seats there were."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from zoneinfo import ZoneInfo

UNLIMITED = 9999  # seats, as some campuses write it


@dataclass(frozen=True, slots=True)
class State:
    """A section from that instant on. ``seats`` is what the campus says, UNLIMITED included."""

    at: datetime
    enrolled: int
    waiting: int
    seats: int
    available: int
    reserved: bool = False

    @property
    def limit(self) -> int | None:
        """How many seats there are; None: without a limit."""
        return None if self.seats >= UNLIMITED else self.seats


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section and its states, each of which differs from the one before, in the order of time."""

    key: str
    code: str
    number: str
    states: Sequence[State]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """When each group of students may begin to register, and when all have to end."""

    opens: Mapping[str, datetime]
    ends: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """The whole term. ``batch_at``: seats that came free were given at that time of the day; None: as they came.

    ``expected`` are the totals that whoever has read it right comes to, as far as the campus's files name them.
    """

    name: str
    campus: ZoneInfo
    sections: Sequence[Section]
    passes: Sequence[Pass] = ()
    batch_at: time | None = None
    expected: Mapping[str, int] = field(default_factory=dict)

    @property
    def begins(self) -> datetime:
        """The first instant anything is known of."""
        return min(section.states[0].at for section in self.sections)

    @property
    def ends(self) -> datetime:
        """The last one."""
        return max(section.states[-1].at for section in self.sections)
