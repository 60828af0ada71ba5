"""What a reason in words is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Words:
    """A reason for people: what is the case, and the remedy."""

    message: str
    remedy: str


def instant_in_words(at: datetime, campus: ZoneInfo) -> str:
    """Return the instant on the campus clock, with its zone.

    >>> from datetime import UTC
    >>> instant_in_words(datetime(2026, 3, 9, 7, 0, tzinfo=UTC), ZoneInfo("America/Los_Angeles"))
    'Mon 9 Mar 2026, 00:00 PDT'
    """
    local = at.astimezone(campus)
    return f"{local:%a} {local.day} {local:%b %Y, %H:%M %Z}"


def listed(items: Sequence[str], last: str = "and") -> str:
    """Return the items as a sentence lists them.

    >>> listed(("CSE 8A", "CSE 11", "ECE 15"), "or")
    'CSE 8A, CSE 11 or ECE 15'
    """
    *most, end = items
    return f"{', '.join(most)} {last} {end}" if most else end


def number(value: float) -> str:
    """Return a number of units without needless zeros.

    >>> number(4.0), number(11.5)
    ('4', '11.5')
    """
    return f"{value:g}"
