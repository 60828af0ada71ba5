"""Clashes agree with what nobody can get wrong: every meeting as the minutes of its dates."""

from datetime import date, time, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from enrollment.domain.catalog import Term
from enrollment.domain.clashes import clashes
from enrollment.domain.meetings import Day, Meeting
from tests.support.build import a_course

WEEK = list(Day)
FIRST = date(2022, 3, 7)  # a Monday, in the week before daylight saving begins
DATES = [FIRST + timedelta(days=n) for n in range(21)]
TIMES = st.integers(8 * 60, 10 * 60).map(lambda minute: time(minute // 60, minute % 60))
HOURS = st.tuples(TIMES, TIMES).filter(lambda hours: hours[0] < hours[1])
DAYS = st.lists(st.sampled_from(WEEK), max_size=4, unique=True).map(tuple)
SPANS = st.tuples(st.sampled_from(DATES), st.sampled_from(DATES))
TERMS = SPANS.map(lambda span: Term(code="SP22", name="", starts_on=min(span), ends_on=max(span)))
KINDS = st.sampled_from(["LE", "DI", "LA"])


@st.composite
def meetings(draw):
    """A meeting that is weekly, of the whole term or of a part of it, or dated, or to be announced."""
    starts, ends = draw(HOURS | st.just((None, None)))
    if draw(st.booleans()):
        return Meeting(kind="FI", on=draw(st.sampled_from(DATES)), starts=starts, ends=ends)
    first, last = draw(st.just((None, None)) | SPANS)
    return Meeting(kind=draw(KINDS), days=draw(DAYS), starts=starts, ends=ends, starts_on=first, ends_on=last)


COURSES = st.lists(meetings(), max_size=3).map(lambda found: a_course(meetings=tuple(found)))


def minutes(meeting, term):
    """Every minute of the meeting on every one of its dates."""
    if meeting.starts is None:
        return set()
    on = [meeting.on] if meeting.on else [day for day in DATES if WEEK[day.weekday()] in meeting.days]
    if not meeting.on:
        first, last = meeting.starts_on or term.starts_on, meeting.ends_on or term.ends_on
        on = [day for day in on if first <= day <= last]
    starts, ends = (moment.hour * 60 + moment.minute for moment in (meeting.starts, meeting.ends))
    return {(day, minute) for day in on for minute in range(starts, ends)}


def expected(course, other, term):
    """Every clash of the two courses: which kinds meet, on which day, in which minutes."""
    found = set()
    for mine in course.meetings:
        for theirs in other.meetings:
            common = minutes(mine, term) & minutes(theirs, term)
            for day in {WEEK[day.weekday()] for day, _ in common}:
                both = {minute for on, minute in common if WEEK[on.weekday()] == day}
                found.add((mine.kind, theirs.kind, day, min(both), max(both) + 1))
    return found


def told(course, other, term):
    return {
        (
            clash.kind,
            clash.other_kind,
            next(day for day, name in zip(WEEK, NAMES, strict=True) if name == clash.day),
            clash.starts.hour * 60 + clash.starts.minute,
            clash.ends.hour * 60 + clash.ends.minute,
        )
        for clash in clashes(course, other, term)
    }


NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WHOLE = Term(code="SP22", name="", starts_on=DATES[0], ends_on=DATES[-1])
NIGHT = Meeting(kind="LE", days=(Day.SUNDAY,), starts=time(8), ends=time(9))


@settings(deadline=None, max_examples=300)
@given(COURSES, COURSES, TERMS)
@example(a_course(meetings=(NIGHT,)), a_course(meetings=(NIGHT,)), WHOLE)
def test_clashes_are_the_minutes_two_courses_have_in_common(course, other, term):
    assert told(course, other, term) == expected(course, other, term)


@settings(deadline=None, max_examples=300)
@given(COURSES, COURSES, TERMS | st.none())
def test_a_course_clashes_with_another_as_the_other_does_with_it(course, other, term):
    there = {(c.kind, c.other_kind, c.day, c.on, c.starts, c.ends) for c in clashes(course, other, term)}
    back = {(c.other_kind, c.kind, c.day, c.on, c.starts, c.ends) for c in clashes(other, course, term)}
    assert there == back
