"""Times and days as timetables in English print them. What is none is raised as ValueError, in words."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time

from enrollment.domain.meetings import Day, Meeting

_TWELVE_HOURS = re.compile(r"(\d\d?):([0-5]\d) ?([AP])M", re.ASCII)


def time_of_day(text: str) -> time:
    """Return the time on a clock of twelve hours.

    >>> time_of_day("12:30AM"), time_of_day("4:05PM")
    (datetime.time(0, 30), datetime.time(16, 5))
    """
    parts = _TWELVE_HOURS.fullmatch(text)
    if parts is None or not 1 <= int(parts[1]) <= 12:
        raise ValueError(f"has a time that is none: {text[:40]!r}")
    return time(int(parts[1]) % 12 + (12 if parts[3] == "P" else 0), int(parts[2]))


def days_of(text: str, names: Mapping[str, Day]) -> tuple[Day, ...]:
    """Return the days written one after another, all by names of the same length."""
    length = len(next(iter(names)))
    parts = [text[at : at + length] for at in range(0, len(text), length)]
    if any(part not in names for part in parts):
        raise ValueError(f"has days other than {' '.join(names)}: {text[:40]!r}")
    if len(set(parts)) < len(parts):
        raise ValueError(f"has the same day twice: {text[:40]!r}")
    return tuple(names[part] for part in parts)


def checked(meeting: Meeting) -> Meeting:
    """Return the meeting; on one date only it is dated. Raises ValueError when it cannot take place."""
    if meeting.starts and meeting.ends and meeting.ends <= meeting.starts:
        raise ValueError("ends before it starts")
    first, last = meeting.starts_on, meeting.ends_on
    if first is None or last is None:
        return meeting
    if last < first:
        raise ValueError("is over before it begins")
    if meeting.days and not _falls_on(meeting.days, first, last):
        raise ValueError(f"falls on no day from {first} to {last}")
    return replace(meeting, days=(), on=first, starts_on=None, ends_on=None) if first == last else meeting


def _falls_on(days: tuple[Day, ...], first: date, last: date) -> bool:
    weekdays = [list(Day).index(day) for day in days]
    return any((weekday - first.weekday()) % 7 <= (last - first).days for weekday in weekdays)
