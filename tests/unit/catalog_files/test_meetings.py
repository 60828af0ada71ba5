"""The meetings of a catalog file."""

from datetime import date, time

import pytest

from enrollment.adapters.catalog_files.meetings import MOST, meetings
from enrollment.domain.meetings import Day, Meeting


def test_each_meeting_of_a_cell_is_read():
    cell = "LE,TuTh,12:30 - 13:50,HALL 1|DI,M,9:00-9:50,HALL 2, upstairs|FI,2027-06-07,11:30 - 14:29,TBA"

    assert meetings(cell) == (
        Meeting(kind="LE", days=(Day.TUESDAY, Day.THURSDAY), starts=time(12, 30), ends=time(13, 50), room="HALL 1"),
        Meeting(kind="DI", days=(Day.MONDAY,), starts=time(9), ends=time(9, 50), room="HALL 2, upstairs"),
        Meeting(kind="FI", on=date(2027, 6, 7), starts=time(11, 30), ends=time(14, 29)),
    )


@pytest.mark.parametrize("days", ["MTuWThFSaSu", "M Tu W Th F Sa Su"])
def test_days_stand_together_or_apart(days):
    assert meetings(f"LE,{days},9:00 - 9:50,")[0].days == tuple(Day)


@pytest.mark.parametrize("cell", ["LE,TBA,TBA,TBA", "LE,,,", "LE,N/A,0:00 - 0:00,TBA TBA"])
def test_everything_may_be_announced_later(cell):
    assert meetings(cell) == (Meeting(kind="LE"),)


def test_a_course_may_have_no_meetings():
    assert meetings("") == ()


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        ("LE,M,9:50 - 9:00,HALL", "ends before it starts"),
        ("LE,M,9:00 - 9:00,HALL", "ends before it starts"),
        ("LE,M,24:00 - 25:00,HALL", "has no times such as 09:00 - 09:50, or TBA"),
        ("LE,M,noon,HALL", "has no times such as 09:00 - 09:50, or TBA"),
        ("LE,TT,9:00 - 9:50,HALL", "has days other than M Tu W Th F Sa Su, a date, or TBA"),
        ("LE,MM,9:00 - 9:50,HALL", "has the same day twice"),
        ("FI,2027-02-29,9:00 - 9:50,HALL", "has a date that is none"),
        ("lecture,M,9:00 - 9:50,HALL", "has no kind such as LE or DI"),
        ("LE M 9:00", "is not KIND,DAYS,HH:MM - HH:MM,ROOM"),
    ],
)
def test_what_is_wrong_with_a_meeting_is_said(cell, fault):
    with pytest.raises(ValueError, match=fault) as error:
        meetings(f"LE,M,9:00 - 9:50,HALL|{cell}")

    assert str(error.value) == f"{cell!r} {fault}"


def test_all_that_is_wrong_with_all_meetings_is_said():
    with pytest.raises(ValueError, match="twice, ends before it starts; 'x'"):
        meetings("LE,MM,10:00 - 9:00,HALL|x")


def test_a_course_has_no_more_meetings_than_anybody_could_attend():
    assert len(meetings("|".join(["LE,M,9:00 - 9:50,HALL"] * MOST))) == MOST
    with pytest.raises(ValueError, match="are 61, more than 60"):
        meetings("|".join(["LE,M,9:00 - 9:50,HALL"] * (MOST + 1)))
