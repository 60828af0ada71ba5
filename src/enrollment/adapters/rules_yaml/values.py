"""Single values of rules. What is wrong with one is raised as ValueError, in words."""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo

from enrollment.domain.catalog import end_of_deadline, start_of_day
from enrollment.domain.users import normalize_email

Choice = TypeVar("Choice", bound=StrEnum)

LONGEST_NAME = 100
MOST_UNITS = 1000
MOST_SEATS = 1_000_000
MOST_HOURS = 24 * 60
YEARS = range(1990, 2200)
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_TIME = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d)?([Zz]|[+-]\d\d:\d\d)?")
_UNITS = re.compile(r"\d{1,4}(\.\d{1,2})?")
_COUNT = re.compile(r"\d{1,7}")
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def name(text: str) -> str:
    """Return a name of a reasonable length."""
    if len(text) > LONGEST_NAME:
        raise ValueError(f"this is longer than {LONGEST_NAME} characters")
    return text


def email(text: str) -> str:
    """Return an e-mail address as it is compared."""
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", text):
        raise ValueError(f'"{text}" is no e-mail address')
    return normalize_email(name(text))


def truth(text: str) -> bool:
    """Return whether it is so."""
    if text not in ("true", "false"):
        raise ValueError(f'"{text}" is neither true nor false')
    return text == "true"


def units(text: str) -> float:
    """Return a number of units."""
    if not _UNITS.fullmatch(text) or float(text) > MOST_UNITS:
        raise ValueError(f'"{text}" is no number of units, such as 22 or 11.5')
    return float(text)


def seats(text: str) -> int:
    """Return a number of seats."""
    if not _COUNT.fullmatch(text) or int(text) > MOST_SEATS:
        raise ValueError(f'"{text}" is no number of seats, such as 10')
    return int(text)


def attempts(text: str) -> int:
    """Return a number of attempts."""
    if not _COUNT.fullmatch(text) or int(text) == 0:
        raise ValueError(f'"{text}" is no number of attempts, such as 2')
    return int(text)


def count(text: str) -> int:
    """Return how many."""
    if not _COUNT.fullmatch(text):
        raise ValueError(f'"{text}" is no number, such as 20')
    return int(text)


def hours(text: str) -> float:
    """Return a number of hours, more than none."""
    if not _UNITS.fullmatch(text) or not 0 < float(text) <= MOST_HOURS:
        raise ValueError(f'"{text}" is no number of hours, such as 24 or 0.5')
    return float(text)


def clock(text: str) -> time:
    """Return what the clock on campus shows."""
    if not _CLOCK.fullmatch(text):
        raise ValueError(f'"{text}" is no time of the day, such as 22:00')
    return time.fromisoformat(text)


def one_of(kind: type[Choice]) -> Callable[[str], Choice]:
    """Read one of the values there are."""

    def read(text: str) -> Choice:
        if text not in tuple(kind):
            raise ValueError(f'"{text}" is none of {", ".join(kind)}')
        return kind(text)

    return read


def set_of(texts: Iterable[str]) -> frozenset[str]:
    """Return the texts, none of them twice."""
    found: set[str] = set()
    for text in texts:
        if text in found:
            raise ValueError(f'"{text}" stands in the list twice')
        found.add(text)
    return frozenset(found)


def begins(campus: ZoneInfo) -> Callable[[str], datetime]:
    """Read when something begins; a date alone: as that day does on campus."""
    return lambda text: _instant(text, campus, start_of_day)


def ends(campus: ZoneInfo) -> Callable[[str], datetime]:
    """Read when something ends; a date alone: with that day on campus."""
    return lambda text: _instant(text, campus, end_of_deadline)


def _instant(text: str, campus: ZoneInfo, of_day: Callable[[date, ZoneInfo], datetime]) -> datetime:
    """Return the instant in UTC. A time without an offset is that of the clock on campus."""
    try:
        if _DATE.fullmatch(text):
            at = of_day(date.fromisoformat(text), campus)
        elif _TIME.fullmatch(text):
            at = datetime.fromisoformat(text.upper())
        else:
            raise ValueError
        if at.year not in YEARS:
            raise ValueError
    except (ValueError, OverflowError):
        raise ValueError(f'"{text}" is no time, such as 2027-02-19T08:00 or 2027-02-19') from None
    return (at if at.tzinfo else _on_campus(at, campus)).astimezone(UTC)


def _on_campus(clock: datetime, campus: ZoneInfo) -> datetime:
    """Return when the clock on campus shows that. Raises ValueError where it never does, or does so twice."""
    first, second = (clock.replace(tzinfo=campus, fold=fold) for fold in (0, 1))
    if first.astimezone(UTC).astimezone(campus).replace(tzinfo=None) != clock:
        raise ValueError(f"the clock on campus skips {clock:%H:%M} on that day, as summer time begins")
    if first.utcoffset() != second.utcoffset():
        offset = f"{first:%z}"
        raise ValueError(
            f"the clock on campus shows {clock:%H:%M} twice on that day, as summer time ends; "
            f"say which by an offset, such as {clock:%H:%M}{offset[:3]}:{offset[3:]}"
        )
    return first
