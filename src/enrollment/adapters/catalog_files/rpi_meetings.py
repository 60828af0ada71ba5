"""A row of RPI's catalog as a meeting."""

import re
from collections.abc import Mapping
from datetime import date

from enrollment.adapters.catalog_files.clocks import checked, days_of, time_of_day
from enrollment.domain.meetings import Day, Meeting

LIMITS: Mapping[str, int] = {
    "course_type": 10,
    "course_days_of_the_week": 20,
    "course_start_time": 20,
    "course_end_time": 20,
    "course_location": 200,
    "course_start_date": 20,
    "course_end_date": 20,
}
_DAYS = dict(zip("MTWRFSU", Day, strict=True))
_KINDS = {"": "OT", "LEC": "LE", "LAB": "LA", "SEM": "SE", "STU": "ST"}
_KIND = re.compile(r"[A-Z]{0,10}", re.ASCII)
_DATE = re.compile(r"20\d\d-\d\d-\d\d", re.ASCII)


def meeting(cells: Mapping[str, str]) -> Meeting:
    """Return the meeting; what is empty is yet to be announced. Raises ValueError, in words."""
    kind, starts, ends = cells["course_type"], cells["course_start_time"], cells["course_end_time"]
    if not _KIND.fullmatch(kind):
        raise ValueError(f"has no kind such as LEC or LAB: {kind!r}")
    if bool(starts) != bool(ends):
        raise ValueError("has one time where there should be two, or none")
    room = " ".join(cells["course_location"].split())
    return checked(
        Meeting(
            kind=_KINDS.get(kind, kind),
            days=days_of(cells["course_days_of_the_week"], _DAYS),
            starts=time_of_day(starts) if starts else None,
            ends=time_of_day(ends) if ends else None,
            room=None if room in ("", "TBA") else room,
            starts_on=_date(cells["course_start_date"]),
            ends_on=_date(cells["course_end_date"]),
        )
    )


def _date(text: str) -> date | None:
    try:
        if text and not _DATE.fullmatch(text):
            raise ValueError
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ValueError(f"has a date that is none: {text!r}") from None
