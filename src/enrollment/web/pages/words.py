"""Courses in words: how many seats there are, how long one may register, which week they make."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from enrollment.domain.catalog import Course
from enrollment.domain.seats import free_seats
from enrollment.domain.timetable import (
    date_in_words,
    days_in_words,
    kind_in_words,
    room_in_words,
    time_in_words,
)
from enrollment.domain.wording import instant_in_words
from enrollment.web.seats_for_viewer import Share


def week_in_words(course: Course) -> list[str]:
    """Return the weekly meetings, each in a few words.

    >>> from enrollment.domain.meetings import Day, Meeting
    >>> lecture = Meeting(kind="LE", days=(Day.MONDAY,), starts=time(9), ends=time(9, 50))
    >>> from uuid import UUID
    >>> week_in_words(Course(id=UUID(int=0), code="X 1", section="A", term="", title="", meetings=(lecture,)))
    ['Lecture Mon 09:00–09:50']
    """
    weekly = [meeting for meeting in course.meetings if meeting.days]
    return [f"{kind_in_words(meeting)} {days_in_words(meeting)} {time_in_words(meeting)}" for meeting in weekly]


def meetings_in_words(course: Course) -> list[tuple[str, str, str, str]]:
    """Return of each meeting what kind it is, on which days, at what time and in which room."""
    return [
        (kind_in_words(meeting), days_in_words(meeting), time_in_words(meeting), room_in_words(meeting))
        for meeting in course.meetings
    ]


def seats_in_words(course: Course, share: Share | None = None) -> str:
    """Return how many seats there are for whoever comes next, and for the viewer where that is another number."""
    free = free_seats(course)
    match course.max_participants:
        case None if free is None:
            return "Unlimited"
        case 0 if not course.current_enrollment:
            return "No seats"
        case seats if course.over_by:
            return f"Full, over by {course.over_by}"
        case seats if course.seats_available == 0:
            return f"Full: {seats} of {seats} taken"
        case _ if free == 0:
            return "Full with the courses it shares seats with"
        case seats:
            of = "" if seats is None else f" of {seats}"
            of_these = "" if share is None or share.seats == free else f", {share.seats} for {share.whose}"
            return f"{free}{of} {'seat' if (seats or free) == 1 else 'seats'} free{of_these}"


def deadline_in_words(closes: datetime, campus: ZoneInfo) -> str:
    """Return until when one may register, a whole last day as such, with the zone.

    >>> from datetime import UTC
    >>> deadline_in_words(datetime(2026, 3, 9, 7, tzinfo=UTC), ZoneInfo("America/Los_Angeles"))
    'the end of Sun 8 Mar 2026 (PDT)'
    """
    local = closes.astimezone(campus)
    if local.time() != time.min:
        return instant_in_words(closes, campus)
    last_moment = (closes - timedelta(microseconds=1)).astimezone(campus)
    return f"the end of {date_in_words(last_moment.date())} ({last_moment:%Z})"
