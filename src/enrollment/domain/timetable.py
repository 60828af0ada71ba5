"""When and where a course meets, in words."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from enrollment.domain.meetings import Day, Meeting

# As timetables abbreviate them. A kind without a word here is shown as it is.
KINDS: Mapping[str, str] = {
    "CL": "Clerkship",
    "CO": "Conference",
    "DI": "Discussion",
    "FI": "Final exam",
    "FW": "Fieldwork",
    "IN": "Independent study",
    "IT": "Internship",
    "LA": "Lab",
    "LE": "Lecture",
    "MI": "Midterm",
    "MU": "Make-up session",
    "OT": "Other meeting",
    "PB": "Problem session",
    "PR": "Practicum",
    "RE": "Review session",
    "REC": "Recitation",
    "SA": "Study abroad",
    "SE": "Seminar",
    "ST": "Studio",
    "TES": "Test",
    "TU": "Tutorial",
}

DAYS: Mapping[Day, str] = {
    Day.MONDAY: "Monday",
    Day.TUESDAY: "Tuesday",
    Day.WEDNESDAY: "Wednesday",
    Day.THURSDAY: "Thursday",
    Day.FRIDAY: "Friday",
    Day.SATURDAY: "Saturday",
    Day.SUNDAY: "Sunday",
}


def kind_in_words(meeting: Meeting) -> str:
    """Return what kind of meeting it is."""
    return KINDS.get(meeting.kind, meeting.kind)


def days_in_words(meeting: Meeting) -> str:
    """Return on which days it takes place, and between which dates where these are its own; or on which date.

    >>> days_in_words(Meeting(kind="LE", days=(Day.TUESDAY, Day.THURSDAY)))
    'Tue, Thu'
    >>> days_in_words(Meeting(kind="LE", days=(Day.MONDAY,), starts_on=date(2024, 2, 1), ends_on=date(2024, 3, 20)))
    'Mon, from Thu 1 Feb 2024 to Wed 20 Mar 2024'
    """
    if meeting.on:
        return date_in_words(meeting.on)
    days = ", ".join(DAYS[day][:3] for day in meeting.days) or "Days to be announced"
    first = f" from {date_in_words(meeting.starts_on)}" if meeting.starts_on else ""
    last = f" to {date_in_words(meeting.ends_on)}" if meeting.ends_on else ""
    return f"{days},{first}{last}" if first or last else days


@lru_cache(maxsize=1000)  # a catalog has few dates, and each many times
def date_in_words(day: date) -> str:
    """Return the date with its day of the week.

    >>> date_in_words(date(2026, 6, 8))
    'Mon 8 Jun 2026'
    """
    return f"{day:%a} {day.day} {day:%b %Y}"


def time_in_words(meeting: Meeting) -> str:
    """Return from when to when it takes place, on the campus clock.

    >>> from datetime import time
    >>> time_in_words(Meeting(kind="LE", starts=time(9), ends=time(9, 50)))
    '09:00–09:50'
    """
    if meeting.starts is None:
        return "Time to be announced"
    starts = meeting.starts.isoformat("minutes")
    return f"{starts}–{meeting.ends.isoformat('minutes')}" if meeting.ends else starts


def room_in_words(meeting: Meeting) -> str:
    """Return where it takes place."""
    return meeting.room or "Room to be announced"
