"""When and where a course meets, in words."""

from collections.abc import Mapping

from enrollment.adapters.mail.plain_text import one_line
from enrollment.domain.meetings import Day, Meeting

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
    "SA": "Study abroad",
    "SE": "Seminar",
    "ST": "Studio",
    "TU": "Tutorial",
}

DAYS: Mapping[Day, str] = {
    Day.MONDAY: "Mon",
    Day.TUESDAY: "Tue",
    Day.WEDNESDAY: "Wed",
    Day.THURSDAY: "Thu",
    Day.FRIDAY: "Fri",
    Day.SATURDAY: "Sat",
    Day.SUNDAY: "Sun",
}


def kind_in_words(meeting: Meeting) -> str:
    """Return what kind of meeting it is; a kind we have no word for, as the timetable abbreviates it."""
    return KINDS.get(meeting.kind, one_line(meeting.kind))


def time_in_words(meeting: Meeting) -> str:
    """Return when it takes place, on the campus clock.

    >>> from datetime import time
    >>> time_in_words(Meeting(kind="LE", days=(Day.TUESDAY, Day.THURSDAY), starts=time(12, 30), ends=time(13, 50)))
    'Tue, Thu 12:30–13:50'
    """
    days = ", ".join(DAYS[day] for day in meeting.days)
    if meeting.on:
        days = f"{meeting.on:%a} {meeting.on.day} {meeting.on:%b %Y}"
    if meeting.starts is None:
        return f"{days}, time to be announced" if days else "time to be announced"
    ends = f"–{meeting.ends:%H:%M}" if meeting.ends else ""
    return f"{days} {meeting.starts:%H:%M}{ends}".strip()


def room_in_words(meeting: Meeting) -> str:
    """Return where it takes place."""
    return one_line(meeting.room or "") or "room to be announced"
