"""Each column's cells as values. What is wrong with one is raised as ValueError, in words."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from enrollment.adapters.catalog_files.meetings import meetings
from enrollment.domain.catalog import CourseStatus, end_of_deadline, start_of_day

LIMITS: Mapping[str, int] = {
    "course": 40,
    "section": 40,
    "section_id": 40,
    "total_seats": 10,
    "meetings": 4000,
    "title": 200,
    "units": 40,
    "registration_opens": 40,
    "registration_closes": 40,
    "status": 20,
    "description": 10_000,
}
UNLIMITED = 9999  # what the registrar's system writes where it has no limit
MOST_SEATS = 1_000_000
YEARS = range(1990, 2200)
_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)")  # RFC 3339 §5.6
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def legible(cell: str, limit: int) -> str:
    """Return the cell in NFC, trimmed; raise ValueError when it is not text, or longer than ``limit`` characters."""
    text = unicodedata.normalize("NFC", cell).strip()
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise ValueError("is not in UTF-8")
    if any(unicodedata.category(letter) == "Cc" and letter not in "\n\r\t" for letter in text):
        raise ValueError("contains a control character")
    if len(text) > limit:
        raise ValueError(f"has {len(text)} characters, more than {limit}")
    return text


def readers(campus: ZoneInfo) -> Mapping[str, Callable[[str], Any]]:
    """Return how each column is read."""
    return {
        "course": name_of,
        "section": name_of,
        "section_id": one_line,
        "total_seats": _seats_or_no_limit,
        "meetings": meetings,
        "title": one_line,
        "units": one_line,
        "registration_opens": lambda text: _instant(text, lambda day: start_of_day(day, campus)),
        "registration_closes": lambda text: _instant(text, lambda day: end_of_deadline(day, campus)),
        "status": _status,
        "description": str,
    }


def one_line(text: str) -> str:
    """Return the text with single blanks."""
    return " ".join(text.split())


def name_of(text: str) -> str:
    """Return the text with single blanks; raise ValueError when there is none."""
    if not text:
        raise ValueError("is empty")
    return one_line(text)


def seats(text: str) -> int:
    """Return the number of seats; raise ValueError when it is none."""
    if not (text.isascii() and text.isdigit()) or int(text) > MOST_SEATS:
        raise ValueError(f"is not a number of seats: {text!r}")
    return int(text)


def _seats_or_no_limit(text: str) -> int | None:
    return None if text == "" or seats(text) == UNLIMITED else int(text)


def _status(text: str) -> CourseStatus:
    try:
        return CourseStatus(text.lower() or CourseStatus.PUBLISHED)
    except ValueError:
        raise ValueError(f"is none of {', '.join(CourseStatus)}: {text!r}") from None


def _instant(text: str, of_day: Callable[[date], datetime]) -> datetime | None:
    if text == "":
        return None
    try:
        if _DATE.fullmatch(text):
            at = of_day(date.fromisoformat(text))
        elif _INSTANT.fullmatch(text):
            at = datetime.fromisoformat(text.upper())
        else:
            raise ValueError
        if at.year not in YEARS:
            raise ValueError
        return at.astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError(f"is neither a date nor an instant with its offset (RFC 3339): {text!r}") from None
