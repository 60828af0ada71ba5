"""The meetings of RPI's catalog."""

import re
from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrollment.adapters.catalog_files.rpi_meetings import LIMITS, meeting
from enrollment.domain.meetings import Day, Meeting
from tests.support.other_catalogs import PATTERN

DAYS = "MTWRFSU"
MINUTES = st.integers(0, 24 * 60 - 1)


def of(**cells):
    """The meeting of a row; the cells not given are PATTERN's."""
    return meeting({name: (PATTERN | cells)[name] for name in LIMITS})


def printed(minute):
    """The minute of the day as the file prints it."""
    return time(minute // 60, minute % 60).strftime("%I:%M%p").lstrip("0")


def test_a_row_is_a_meeting_in_its_part_of_the_year():
    assert of() == Meeting(
        kind="LE",
        days=(Day.MONDAY, Day.THURSDAY),
        starts=time(14),
        ends=time(15, 50),
        room="Darrin 308",
        starts_on=date(2024, 8, 28),
        ends_on=date(2024, 12, 20),
    )


def test_what_is_empty_is_yet_to_be_announced():
    found = of(course_days_of_the_week="", course_start_time="", course_end_time="", course_location="TBA")

    assert (found.days, found.starts, found.ends, found.room) == ((), None, None, None)


@pytest.mark.parametrize(("text", "kind"), [("LAB", "LA"), ("SEM", "SE"), ("STU", "ST"), ("REC", "REC"), ("", "OT")])
def test_a_kind_is_ours_where_we_have_it(text, kind):
    assert of(course_type=text).kind == kind


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"course_start_time": ""}, "has one time where there should be two, or none"),
        ({"course_end_time": "1:00PM"}, "ends before it starts"),
        ({"course_end_time": "2:00PM"}, "ends before it starts"),
        ({"course_end_time": "15:50"}, "has a time that is none: '15:50'"),
        ({"course_days_of_the_week": "MX"}, "has days other than M T W R F S U: 'MX'"),
        ({"course_days_of_the_week": "MM"}, "has the same day twice: 'MM'"),
        ({"course_end_date": "2024-02-30"}, "has a date that is none: '2024-02-30'"),
        ({"course_end_date": "2024-08-27"}, "is over before it begins"),
        ({"course_end_date": "2024-08-28"}, "falls on no day from 2024-08-28 to 2024-08-28"),
        ({"course_type": "lec"}, "has no kind such as LEC or LAB: 'lec'"),
    ],
)
def test_what_cannot_be_is_said(cells, problem):
    with pytest.raises(ValueError, match=f"^{re.escape(problem)}$"):
        of(**cells)


@given(st.lists(st.sampled_from(DAYS), unique=True), MINUTES, MINUTES)
def test_whatever_is_printed_is_read_back_or_ends_before_it_starts(days, starts, ends):
    cells = {"course_days_of_the_week": "".join(days)}
    cells |= {"course_start_time": printed(starts), "course_end_time": printed(ends)}
    if ends <= starts:
        with pytest.raises(ValueError, match="ends before it starts"):
            of(**cells)
    else:
        found = of(**cells)
        assert found.days == tuple(list(Day)[DAYS.index(day)] for day in days)
        assert (found.starts, found.ends) == (time(starts // 60, starts % 60), time(ends // 60, ends % 60))


@given(st.fixed_dictionaries({name: st.text(alphabet="MTWRF0123456789:APM-", max_size=12) for name in LIMITS}))
def test_no_cells_do_more_than_be_refused(cells):
    with suppress(ValueError):
        assert meeting(cells)
