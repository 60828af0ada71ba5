"""Which meetings of two courses take place at the same time, minute by minute and day by day."""

from dataclasses import replace
from datetime import date, time

import pytest

from enrollment.domain.catalog import Term
from enrollment.domain.clashes import clashes
from enrollment.domain.meetings import Day, Meeting
from enrollment.domain.plain import from_plain
from enrollment.domain.reasons import Clash
from tests.support.build import a_course

TERM = Term(code="SP22", name="", starts_on=date(2022, 3, 28), ends_on=date(2022, 6, 3))
LECTURE = Meeting(kind="LE", days=(Day.MONDAY, Day.WEDNESDAY, Day.FRIDAY), starts=time(9), ends=time(9, 50))
LAB = Meeting(kind="LA", days=(Day.FRIDAY,), starts=time(9, 30), ends=time(12))
MIDTERM = Meeting(kind="MI", on=date(2022, 5, 2), starts=time(9), ends=time(11))  # a Monday
FINAL = Meeting(kind="FI", on=date(2022, 6, 6), starts=time(8), ends=time(11))  # the Monday after the last class


def of(meeting, other, term=TERM):
    return clashes(a_course(meetings=(meeting,)), a_course(meetings=(other,)), term)


def test_a_clash_names_the_other_course_both_meetings_and_the_overlap():
    other = a_course(code="PHYS 1", section="B01", meetings=(LAB,))
    assert clashes(a_course(meetings=(LECTURE,)), other) == (
        Clash(
            course_id=other.id,
            course="PHYS 1 B01",
            kind="LE",
            other_kind="LA",
            day="Friday",
            on=None,
            starts=time(9, 30),
            ends=time(9, 50),
        ),
    )


@pytest.mark.parametrize(
    ("starts", "ends", "clash"),
    [
        (time(8), time(8, 59), False),
        (time(8), time(9), False),
        (time(8), time(9, 1), True),
        (time(9, 49), time(10), True),
        (time(9, 50), time(10), False),
        (time(9, 51), time(10), False),
        (time(9, 20), time(9, 21), True),
    ],
)
def test_one_minute_is_a_clash_and_back_to_back_is_none(starts, ends, clash):
    assert bool(of(LECTURE, replace(LAB, starts=starts, ends=ends))) is clash


def test_other_days_are_no_clash_and_each_common_day_is_one():
    assert of(LECTURE, replace(LECTURE, days=(Day.TUESDAY, Day.THURSDAY))) == ()
    both = of(LECTURE, replace(LECTURE, days=(Day.WEDNESDAY, Day.TUESDAY, Day.MONDAY)))
    assert [clash.day for clash in both] == ["Monday", "Wednesday"]


@pytest.mark.parametrize("vague", [{"starts": None, "ends": None}, {"ends": None}, {"days": ()}])
def test_what_is_to_be_announced_clashes_with_nothing(vague):
    meeting = replace(LECTURE, **vague)
    assert of(meeting, LECTURE) == of(LECTURE, meeting) == of(meeting, meeting) == of(meeting, MIDTERM) == ()


@pytest.mark.parametrize(("on", "clash"), [(date(2022, 6, 6), True), (date(2022, 6, 13), False)])
def test_finals_clash_on_the_same_date_only(on, clash):
    assert [found.on for found in of(FINAL, replace(FINAL, on=on, starts=time(10), ends=time(12)))] == [on] * clash


@pytest.mark.parametrize(
    ("on", "day"),
    [
        (date(2022, 3, 25), None),
        (date(2022, 3, 28), "Monday"),
        (date(2022, 3, 29), None),
        (date(2022, 6, 3), "Friday"),
        (date(2022, 6, 6), None),
    ],
)
def test_a_dated_meeting_clashes_with_a_weekly_one_on_its_days_from_the_first_of_the_term_to_the_last(on, day):
    dated = replace(MIDTERM, on=on)
    there, back = of(dated, LECTURE), of(LECTURE, dated)
    assert [(clash.day, clash.on) for clash in there] == [(clash.day, clash.on) for clash in back]
    assert [(clash.day, clash.on) for clash in there] == ([(day, on)] if day else [])


@pytest.mark.parametrize("term", [None, replace(TERM, ends_on=None), replace(TERM, starts_on=None)])
def test_where_nobody_knows_when_classes_end_no_final_is_held_against_them(term):
    assert of(LECTURE, FINAL, term) == ()
    assert of(LECTURE, LECTURE, term)


@pytest.mark.parametrize("term", [None, TERM])
@pytest.mark.parametrize(("begins", "clash"), [(date(2022, 5, 6), True), (date(2022, 5, 7), False)])
def test_half_a_term_clashes_with_the_other_half_on_common_days_only(term, begins, clash):
    """The first half ends on Friday 6 May; a Friday class that begins on that day meets it once."""
    first = replace(LECTURE, ends_on=date(2022, 5, 6), starts_on=date(2022, 3, 28))
    second = replace(LAB, starts_on=begins, ends_on=date(2022, 6, 3))
    assert bool(of(first, second, term)) is bool(of(second, first, term)) is clash


def test_half_a_term_clashes_with_a_class_of_the_whole_term():
    half = replace(LECTURE, starts_on=date(2022, 5, 7), ends_on=date(2022, 6, 3))
    assert of(half, LAB, None)
    assert of(half, MIDTERM) == ()
    assert of(replace(half, starts_on=date(2022, 5, 2)), MIDTERM, None)


def test_few_days_that_are_common_need_not_hold_the_day_of_the_week():
    to_thursday = replace(LECTURE, starts_on=date(2022, 5, 3), ends_on=date(2022, 5, 5))
    assert [clash.day for clash in of(to_thursday, LECTURE)] == ["Wednesday"]
    assert of(to_thursday, LAB) == ()


def test_the_same_lecture_of_two_sections_is_a_clash():
    one, two = (a_course(code="COGS 1", section=section, meetings=(LECTURE,)) for section in ("A01", "A02"))
    assert [clash.day for clash in clashes(one, two)] == ["Monday", "Wednesday", "Friday"]


def test_a_meeting_in_two_rooms_is_told_once():
    twice = a_course(meetings=(replace(LAB, room="HALL 1"), replace(LAB, room="HALL 2")))
    assert len(clashes(twice, a_course(meetings=(LECTURE,)))) == 1


def test_a_change_of_daylight_saving_moves_no_class():
    """Clocks go forward on Sunday 13 March 2022: the hour from 02:00 is missing, and the timetable does not care."""
    spring = replace(TERM, starts_on=date(2022, 3, 1))
    night = Meeting(kind="LE", days=(Day.SUNDAY,), starts=time(1), ends=time(3))
    for starts, clash in ((time(2, 30), True), (time(3), False)):
        exam = Meeting(kind="FI", on=date(2022, 3, 13), starts=starts, ends=time(4))
        assert bool(of(night, exam, spring)) is clash


def test_a_meeting_stored_before_it_had_dates_of_its_own_is_read_as_one_of_the_whole_term():
    stored = {"kind": "LA", "days": ["F"], "on": None, "starts": "09:30:00", "ends": "12:00:00", "room": None}
    assert from_plain(Meeting, stored) == LAB
