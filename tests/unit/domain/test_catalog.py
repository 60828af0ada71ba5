"""Seats, names and deadlines of a course."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from enrollment.domain.catalog import RegistrationWindow, end_of_deadline, start_of_day
from enrollment.domain.policies import decide
from tests.support.build import a_course, an_attempt

CAMPUS = ZoneInfo("America/Los_Angeles")
INSTANT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("seats", "taken", "available", "over"),
    [
        (30, 0, 30, 0),
        (30, 29, 1, 0),
        (30, 30, 0, 0),
        (30, 31, 0, 1),
        (0, 0, 0, 0),
        (0, 3, 0, 3),
        (None, 0, None, 0),
        (None, 500, None, 0),
    ],
)
def test_seats_available_never_go_below_none_and_over_by_says_the_rest(seats, taken, available, over):
    course = a_course(max_participants=seats, current_enrollment=taken)
    assert (course.seats_available, course.over_by) == (available, over)


@pytest.mark.parametrize(("code", "subject"), [("COGS 1", "COGS"), ("MATH 20C", "MATH"), ("LIT", "LIT")])
def test_the_subject_is_the_first_word_of_the_code(code, subject):
    assert a_course(code=code).subject == subject


def test_people_call_a_course_by_its_code_and_section():
    assert a_course(code="COGS 1", section="A01").name == "COGS 1 A01"


@pytest.mark.parametrize(
    ("day", "begins", "hours"),
    [
        (date(2026, 3, 7), "2026-03-07T08:00:00+00:00", 24),
        (date(2026, 3, 8), "2026-03-08T08:00:00+00:00", 23),
        (date(2026, 3, 9), "2026-03-09T07:00:00+00:00", 24),
        (date(2026, 11, 1), "2026-11-01T07:00:00+00:00", 25),
        (date(2026, 11, 2), "2026-11-02T08:00:00+00:00", 24),
    ],
)
def test_a_deadline_is_the_whole_day_however_long_the_campus_clock_makes_it(day, begins, hours):
    start = start_of_day(day, CAMPUS).astimezone(UTC)
    end = end_of_deadline(day, CAMPUS).astimezone(UTC)
    assert start.isoformat() == begins
    assert end - start == timedelta(hours=hours)


@pytest.mark.parametrize("day", [date(2026, 3, 8), date(2026, 11, 1), date(2026, 12, 31), date(2028, 2, 28)])
def test_the_last_instant_of_the_day_is_in_time_and_the_next_day_is_not(day):
    closes = end_of_deadline(day, CAMPUS)
    course = a_course(registration=RegistrationWindow(closes=closes))

    def is_in_time(at):
        return decide(an_attempt(at=at.astimezone(UTC), course=course)).allowed

    assert closes.date() == day + timedelta(days=1)
    assert is_in_time(datetime.combine(day, datetime.max.time(), tzinfo=CAMPUS))
    assert is_in_time(closes.astimezone(UTC) - INSTANT)
    assert not is_in_time(closes)


def test_the_same_day_ends_elsewhere_at_another_instant():
    day = date(2026, 3, 8)
    assert end_of_deadline(day, ZoneInfo("Asia/Tokyo")) < end_of_deadline(day, CAMPUS)
