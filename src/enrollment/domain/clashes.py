"""Which meetings of two courses take place at the same time.

Times are those of the campus clock and are compared as such, so that a change of daylight saving moves nothing.
"""

from collections.abc import Sequence
from datetime import date, time, timedelta

from enrollment.domain.catalog import Course, Term
from enrollment.domain.meetings import Day, Meeting
from enrollment.domain.reasons import Clash
from enrollment.domain.timetable import DAYS

_WEEK = tuple(Day)


def clashes(course: Course, other: Course, term: Term | None = None) -> tuple[Clash, ...]:
    """Return every overlap of a meeting of the course with one of the other's, each day of the week by itself.

    A meeting without a beginning or an end clashes with nothing. Two sections that share a lecture do clash in it:
    nobody takes two seats in one room, and whoever changes section gives the first one up.

    Weekly meetings that say no dates take place on those of ``term``. Where these are not known either, no dated
    meeting is held against them: finals come after the last class.
    """
    others = _timed(other)
    found = [
        Clash(
            course_id=other.id,
            course=other.name,
            kind=mine.kind,
            other_kind=theirs.kind,
            day=DAYS[day],
            on=on,
            starts=max(starts, begins),
            ends=min(ends, stops),
        )
        for mine, starts, ends in _timed(course)
        for theirs, begins, stops in others
        if starts < stops and begins < ends
        for day, on in _common_days(mine, theirs, term)
    ]
    return tuple(dict.fromkeys(found))  # a meeting in two rooms stands there twice


def _timed(course: Course) -> Sequence[tuple[Meeting, time, time]]:
    """Return the meetings that take any time, with their hours."""
    return [
        (meeting, meeting.starts, meeting.ends)
        for meeting in course.meetings
        if meeting.starts and meeting.ends and meeting.starts < meeting.ends
    ]


def _common_days(one: Meeting, two: Meeting, term: Term | None) -> Sequence[tuple[Day, date | None]]:
    """Return the days on which both take place, with the date where one of them is dated."""
    if one.on and two.on:
        return [(_day(one.on), one.on)] if one.on == two.on else []
    on = one.on or two.on
    if on:
        return [(_day(on), on)] if _takes_place(two if one.on else one, on, term) else []
    # Most meet on other days, and dates are not asked for then.
    days = [day for day in one.days if day in two.days]
    if not days:
        return []
    first, last = _common_dates(one, two, term)
    return [(day, None) for day in sorted(days, key=_WEEK.index) if _comes(day, first, last)]


def _takes_place(weekly: Meeting, on: date, term: Term | None) -> bool:
    if _day(on) not in weekly.days:
        return False
    first, last = _dates(weekly, term)
    return first is not None and last is not None and first <= on <= last


def _common_dates(one: Meeting, two: Meeting, term: Term | None) -> tuple[date | None, date | None]:
    firsts, lasts = zip(_dates(one, term), _dates(two, term), strict=True)
    return max(filter(None, firsts), default=None), min(filter(None, lasts), default=None)


def _dates(weekly: Meeting, term: Term | None) -> tuple[date | None, date | None]:
    """Return the first and the last date on which the meeting may take place; None where that is not known."""
    if term is None:
        return weekly.starts_on, weekly.ends_on
    return weekly.starts_on or term.starts_on, weekly.ends_on or term.ends_on


def _comes(day: Day, first: date | None, last: date | None) -> bool:
    """Whether there is such a day between the two dates."""
    if first is None or last is None:
        return True
    return first + timedelta(days=(_WEEK.index(day) - first.weekday()) % 7) <= last


def _day(on: date) -> Day:
    return _WEEK[on.weekday()]
