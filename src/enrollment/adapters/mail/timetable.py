"""Meetings as lines of a letter: what a timetable says, on one line each, whatever it contains."""

from enrollment.adapters.mail.plain_text import one_line
from enrollment.domain import timetable
from enrollment.domain.meetings import Meeting


def kind_in_words(meeting: Meeting) -> str:
    """Return what kind of meeting it is."""
    return one_line(timetable.kind_in_words(meeting))


def time_in_words(meeting: Meeting) -> str:
    """Return when it takes place, on the campus clock.

    >>> from datetime import time
    >>> from enrollment.domain.meetings import Day
    >>> time_in_words(Meeting(kind="LE", days=(Day.TUESDAY, Day.THURSDAY), starts=time(12, 30), ends=time(13, 50)))
    'Tue, Thu 12:30–13:50'
    """
    if meeting.starts is None and not (meeting.days or meeting.on):
        return "time to be announced"
    if meeting.starts is None:
        return f"{timetable.days_in_words(meeting)}, time to be announced"
    if not (meeting.days or meeting.on):
        return timetable.time_in_words(meeting)
    return f"{timetable.days_in_words(meeting)} {timetable.time_in_words(meeting)}"


def room_in_words(meeting: Meeting) -> str:
    """Return where it takes place."""
    return one_line(meeting.room or "") or "room to be announced"
