"""The meetings of HKUST's pages."""

import re
from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrollment.adapters.catalog_files.hkust_meetings import meeting
from enrollment.domain.meetings import Day, Meeting

NAMES = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MINUTES = st.integers(0, 24 * 60 - 1)


def printed(minute):
    """The minute of the day as the pages print it."""
    return time(minute // 60, minute % 60).strftime("%I:%M%p")


def test_days_and_times_are_read_and_the_places_in_the_room_are_not_its_name():
    assert meeting("L1", "WeFr 04:30PM - 05:50PM", "Rm 4580, Lift 27-28 (83)") == Meeting(
        kind="LE",
        days=(Day.WEDNESDAY, Day.FRIDAY),
        starts=time(16, 30),
        ends=time(17, 50),
        room="Rm 4580, Lift 27-28",
    )


def test_a_meeting_of_a_part_of_the_term_says_which():
    found = meeting("LA2", "04-APR-2024 - 16-MAY-2024 Th 02:30PM - 05:50PM", "G001, LSK Bldg (70)")

    assert (found.kind, found.days) == ("LA", (Day.THURSDAY,))
    assert (found.starts_on, found.ends_on) == (date(2024, 4, 4), date(2024, 5, 16))


def test_a_meeting_of_one_day_is_dated():
    found = meeting("L1", "25-MAY-2024 - 25-MAY-2024 Sa 02:30PM - 05:50PM", "TBA")

    assert found == Meeting(kind="LE", on=date(2024, 5, 25), starts=time(14, 30), ends=time(17, 50))


@pytest.mark.parametrize(
    ("section", "kind"),
    [("L1", "LE"), ("LX", "LE"), ("LA01", "LA"), ("LA1A", "LA"), ("T1A", "TU"), ("T3", "TU"), ("R1", "IN")],
)
def test_the_name_of_a_section_says_what_it_is(section, kind):
    assert meeting(section, "TBA", "TBA") == Meeting(kind=kind)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "is neither TBA nor days and times: ''"),
        ("We 04:30PM", "is neither TBA nor days and times: 'We 04:30PM'"),
        ("We 16:30 - 17:50", "has a time that is none: '16:30'"),
        ("We 13:00PM - 01:50PM", "has a time that is none: '13:00PM'"),
        ("We 00:30AM - 01:50AM", "has a time that is none: '00:30AM'"),
        ("WeXx 04:30PM - 05:50PM", "has days other than Mo Tu We Th Fr Sa Su: 'WeXx'"),
        ("WeW 04:30PM - 05:50PM", "has days other than Mo Tu We Th Fr Sa Su: 'WeW'"),
        ("WeWe 04:30PM - 05:50PM", "has the same day twice: 'WeWe'"),
        ("We 05:50PM - 04:30PM", "ends before it starts"),
        ("We 04:30PM - 04:30PM", "ends before it starts"),
        ("31-FEB-2024 - 16-MAY-2024 Th 02:30PM - 05:50PM", "has a date that is none: '31-FEB-2024'"),
        ("04-APR-24 - 16-MAY-2024 Th 02:30PM - 05:50PM", "has a date that is none: '04-APR-24'"),
        ("16-MAY-2024 - 04-APR-2024 Th 02:30PM - 05:50PM", "is over before it begins"),
        ("25-MAY-2024 - 25-MAY-2024 Su 02:30PM - 05:50PM", "falls on no day from 2024-05-25 to 2024-05-25"),
        ("24-MAY-2024 - 26-MAY-2024 Mo 02:30PM - 05:50PM", "falls on no day from 2024-05-24 to 2024-05-26"),
    ],
)
def test_what_cannot_be_is_said(text, problem):
    with pytest.raises(ValueError, match=f"^{re.escape(problem)}$"):
        meeting("L1", text, "TBA")


def test_a_section_of_no_known_kind_is_said():
    with pytest.raises(ValueError, match="is of a section that is no L, LA, T or R: 'X1'"):
        meeting("X1", "TBA", "TBA")


@given(st.lists(st.sampled_from(NAMES), min_size=1, unique=True), MINUTES, MINUTES)
def test_whatever_is_printed_is_read_back_or_ends_before_it_starts(days, starts, ends):
    text = f"{''.join(days)} {printed(starts)} - {printed(ends)}"
    if ends <= starts:
        with pytest.raises(ValueError, match="ends before it starts"):
            meeting("L1", text, "TBA")
    else:
        found = meeting("L1", text, "TBA")
        assert found.days == tuple(list(Day)[NAMES.index(day)] for day in days)
        assert (found.starts, found.ends) == (time(starts // 60, starts % 60), time(ends // 60, ends % 60))


@given(st.text(alphabet="MoTuWeThFr0123456789:APM -JANBMR", max_size=60))
def test_no_text_does_more_than_be_refused(text):
    with suppress(ValueError):
        assert meeting("L1", text, text).kind == "LE"
