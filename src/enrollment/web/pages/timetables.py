"""The weeks that courses make, one for each term, and what in them is at the same time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from enrollment.domain.catalog import Course, Term
from enrollment.domain.clashes import clashes
from enrollment.domain.meetings import Day, Meeting
from enrollment.domain.reasons import Clash
from enrollment.domain.timetable import DAYS, date_in_words


@dataclass(frozen=True, slots=True)
class Event:
    """A meeting of one of the courses, and the names of those that meet at the same time."""

    course: Course
    meeting: Meeting
    clashes_with: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Timetable:
    """The meetings of a term: by day of the week, by date, and those with neither yet."""

    term: str
    week: Sequence[tuple[Day, Sequence[Event]]]
    dated: Sequence[Event]
    open: Sequence[Event]


def timetables(courses: Sequence[Course], terms: Mapping[str, Term] | None = None) -> Sequence[Timetable]:
    """Return the timetable of each term, in the order of their codes.

    With ``terms``, the dates of those that are known by their codes, conflicts are marked.
    """
    by_term: dict[str, list[Course]] = {}
    for course in courses:
        by_term.setdefault(course.term, []).append(course)
    return [_timetable(term, by_term[term], terms) for term in sorted(by_term)]


def _timetable(term: str, courses: Sequence[Course], terms: Mapping[str, Term] | None) -> Timetable:
    found = [] if terms is None else _clashes(courses, terms.get(term))
    events = sorted((Event(course, meeting) for course in courses for meeting in course.meetings), key=_begins)
    week = [(day, [_on(DAYS[day], event, found) for event in events if day in event.meeting.days]) for day in Day]
    return Timetable(
        term=term,
        week=[(day, of_day) for day, of_day in week if of_day],
        dated=[_on(date_in_words(event.meeting.on), event, found) for event in events if event.meeting.on],
        open=[event for event in events if not event.meeting.on and not event.meeting.days],
    )


def _clashes(courses: Sequence[Course], term: Term | None) -> Sequence[tuple[Course, Clash]]:
    return [
        (course, clash)
        for course in courses
        for other in courses
        if other.id != course.id
        for clash in clashes(course, other, term)
    ]


def _on(day: str, event: Event, found: Iterable[tuple[Course, Clash]]) -> Event:
    """Return the event as it is on that day of the week, or date, with what meets at the same time."""
    meeting = event.meeting
    others: dict[str, None] = {}
    for course, clash in found:
        if (course.id, clash.kind) != (event.course.id, meeting.kind) or meeting.starts is None or meeting.ends is None:
            continue
        is_then = day in (clash.day, date_in_words(clash.on) if clash.on else "")
        if is_then and meeting.starts <= clash.starts and clash.ends <= meeting.ends:
            others[clash.course] = None
    return Event(event.course, meeting, tuple(others)) if others else event


def _begins(event: Event) -> tuple[date, time, str]:
    return event.meeting.on or date.min, event.meeting.starts or time.max, event.course.name
