"""The meetings of a course as an iCalendar (RFC 5545, 5546): published, and withdrawn when the seat is given up."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid5
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress

from enrollment.adapters.mail.plain_text import one_line
from enrollment.adapters.mail.timetable import kind_in_words
from enrollment.domain.meetings import Day, Meeting
from enrollment.domain.notices import Notice, NoticeKind

_PRODUCT = "-//Enrollment//Course meetings//EN"
_WEEK = list(Day)
_BYDAY = dict(zip(Day, ("MO", "TU", "WE", "TH", "FR", "SA", "SU"), strict=True))
_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What all events of one calendar share. ``at`` is the instant of the decision, ``link`` the course's page."""

    notice: Notice
    campus: ZoneInfo
    at: datetime
    link: str
    organizer: str


def calendar_of(occasion: Occasion) -> bytes | None:
    """Return the course's calendar; None where the notice is of no seat, or none of its meetings has a time yet.

    An event keeps its UID from publication to withdrawal: it is made of the enrollment and the meeting.
    """
    events = list(_events(occasion))
    if not events:
        return None
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method_of(occasion.notice.kind))
    for event in events:
        calendar.add_component(event)
    days = [event.decoded("dtstart").date() for event in events]
    calendar.add_missing_timezones(min(days) - _YEAR, max(days) + _YEAR)
    return bytes(calendar.to_ical())


# Who is told of a seat they have gets its meetings; who is told of one they no longer have, that these are off.
WITH_CALENDAR = frozenset(
    {
        NoticeKind.ENROLLED,
        NoticeKind.DROPPED,
        NoticeKind.CANCELLED,
        NoticeKind.RESTORED,
        NoticeKind.PROMOTED,
        NoticeKind.ACCEPTED,
    }
)
OFF = frozenset({NoticeKind.DROPPED, NoticeKind.CANCELLED})


def method_of(kind: NoticeKind) -> str:
    """Return what a calendar program is to do with the events."""
    return "CANCEL" if kind in OFF else "PUBLISH"


def _events(occasion: Occasion) -> Iterator[Event]:
    seen: Counter[str] = Counter()
    enrollment = occasion.notice.enrollment
    if enrollment is None or occasion.notice.kind not in WITH_CALENDAR:
        return
    for meeting in occasion.notice.course.meetings:
        day = _first_day(meeting, occasion.notice)
        if day is None or meeting.starts is None:
            continue
        when = f"{one_line(meeting.kind)} {','.join(meeting.days)} {meeting.on} {meeting.starts} {meeting.ends}"
        seen[when] += 1
        uid = uuid5(enrollment.id, f"{when} {seen[when]}")
        yield _event(occasion, meeting, _span(day, meeting.starts, meeting, occasion.campus), str(uid))


def _event(occasion: Occasion, meeting: Meeting, span: tuple[datetime, datetime], uid: str) -> Event:
    course = occasion.notice.course
    dropped = occasion.notice.kind in OFF
    event = Event()
    event.add("uid", f"{uid}@{occasion.organizer.rpartition('@')[2]}")
    event.add("dtstamp", occasion.at)
    event.add("sequence", 1 if dropped else 0)
    event.add("status", "CANCELLED" if dropped else "CONFIRMED")
    event.add("organizer", vCalAddress(f"mailto:{occasion.organizer}"))
    event.add("summary", f"{one_line(course.name)} {kind_in_words(meeting)}")
    event.add("description", one_line(course.title))
    event.add("url", occasion.link)
    event.add("dtstart", span[0])
    event.add("dtend", span[1])
    if meeting.room:
        event.add("location", one_line(meeting.room))
    if meeting.on is None:
        event.add("rrule", _weekly(meeting, occasion))
    return event


def _first_day(meeting: Meeting, notice: Notice) -> date | None:
    """The day of the dated meeting, or the first of the weekly one, if its own dates or the term's are known."""
    first, last = _dates(meeting, notice)
    if meeting.on or first is None or last is None:
        return meeting.on
    week = (first + timedelta(days=ahead) for ahead in range(7))
    return next((day for day in week if _WEEK[day.weekday()] in meeting.days and day <= last), None)


def _dates(meeting: Meeting, notice: Notice) -> tuple[date | None, date | None]:
    return meeting.starts_on or notice.term.starts_on, meeting.ends_on or notice.term.ends_on


def _span(day: date, starts: time, meeting: Meeting, campus: ZoneInfo) -> tuple[datetime, datetime]:
    begin = datetime.combine(day, starts, tzinfo=campus)
    end = datetime.combine(day, meeting.ends or starts, tzinfo=campus)
    return begin, end if end >= begin else end + timedelta(days=1)


def _weekly(meeting: Meeting, occasion: Occasion) -> dict[str, Any]:
    _, last = _dates(meeting, occasion.notice)
    assert last is not None  # or the meeting would have no first day
    # The last day counts whole. RFC 5545 §3.3.10 wants UTC here when the start has a zone.
    until = datetime.combine(last, time(23, 59, 59), tzinfo=occasion.campus)
    byday = [_BYDAY[day] for day in _WEEK if day in meeting.days]
    return {"freq": "weekly", "byday": byday, "until": until.astimezone(UTC)}
