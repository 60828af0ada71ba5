"""Meetings as HKUST's class quota pages write them: ``04-APR-2024 - 16-MAY-2024 TuTh 02:30PM - 05:50PM``."""

import re
from datetime import date

from enrollment.adapters.catalog_files.clocks import checked, days_of, time_of_day
from enrollment.domain.meetings import Day, Meeting

_DAYS = dict(zip(("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"), Day, strict=True))
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_DATE = re.compile(r"(\d\d)-([A-Z]{3})-(20\d\d)", re.ASCII)
_PATTERN = re.compile(r"(?:(\S+) - (\S+) )?([A-Za-z]+) (\S+) - (\S+)", re.ASCII)
_PLACES = re.compile(r" \(\d+\)$", re.ASCII)
# What the letters of a section's name say it is. R is a supervised project or thesis.
_KINDS = {"L": "LE", "LA": "LA", "T": "TU", "R": "IN"}
_SECTION = re.compile(r"(LA|L|T|R)\d*[A-Z]?", re.ASCII)


def meeting(section: str, time: str, room: str) -> Meeting:
    """Return the meeting; the room's number of places, in brackets, is no part of it. Raises ValueError, in words.

    >>> meeting("T1A", "WeFr 04:30PM - 05:50PM", "Rm 4580, Lift 27-28 (83)").room
    'Rm 4580, Lift 27-28'
    """
    kind = _kind(section)
    place = None if room in ("", "TBA") else _PLACES.sub("", room)
    if time == "TBA":
        return Meeting(kind=kind, room=place)
    parts = _PATTERN.fullmatch(time)
    if parts is None:
        raise ValueError(f"is neither TBA nor days and times: {time[:60]!r}")
    first, last, days, starts, ends = parts.groups()
    return checked(
        Meeting(
            kind=kind,
            days=days_of(days, _DAYS),
            starts=time_of_day(starts),
            ends=time_of_day(ends),
            room=place,
            starts_on=_date(first) if first else None,
            ends_on=_date(last) if last else None,
        )
    )


def _kind(section: str) -> str:
    letters = _SECTION.fullmatch(section)
    if letters is None:
        raise ValueError(f"is of a section that is no L, LA, T or R: {section!r}")
    return _KINDS[letters[1]]


def _date(text: str) -> date:
    parts = _DATE.fullmatch(text)
    try:
        if parts is None:
            raise ValueError
        return date(int(parts[3]), _MONTHS.index(parts[2]) + 1, int(parts[1]))
    except ValueError:
        raise ValueError(f"has a date that is none: {text[:40]!r}") from None
