"""RPI's catalog as courses."""

import pytest

from enrollment.domain.meetings import Day
from tests.support.other_catalogs import a_rpi_file, problems_in, rows_in

OTHER = {"course_crn": "65025", "course_section": "02"}
LAB = {"course_type": "LAB", "course_days_of_the_week": "W"}


def test_the_rows_of_a_crn_are_one_course():
    first, second = rows_in(a_rpi_file({}, LAB, OTHER), "rpi")

    assert [(meeting.kind, meeting.days) for meeting in first.course.meetings] == [
        ("LE", (Day.MONDAY, Day.THURSDAY)),
        ("LA", (Day.WEDNESDAY,)),
    ]
    assert [(row.line, row.course.name) for row in (first, second)] == [(2, "CSCI 1100 01"), (4, "CSCI 1100 02")]


def test_a_course_has_what_the_row_says():
    (row,) = rows_in(a_rpi_file({}), "rpi")

    assert (row.course.title, row.course.units, row.course.max_participants) == ("Computer Science I", "4", 30)
    assert row.course.term == "SP27"


@pytest.mark.parametrize(("full", "title"), [("", "COMPUTER SCIENCE I"), ("Mind", "Mind")])
def test_the_long_title_goes_before_the_short_one(full, title):
    (row,) = rows_in(a_rpi_file({"full_name": full}), "rpi")

    assert row.course.title == title


def test_no_number_stands_for_no_limit_here():
    (row,) = rows_in(a_rpi_file({"course_max_enroll": "9999"}), "rpi")

    assert row.course.max_participants == 9999


def test_rows_of_one_crn_that_disagree_are_named():
    assert problems_in(a_rpi_file({}, LAB | {"course_max_enroll": "31"}, OTHER), "rpi") == [
        "line 3, course_max_enroll: is not what line 2 says of the same CRN"
    ]


def test_every_fault_of_every_row_is_named():
    content = a_rpi_file({"course_max_enroll": "-1"}, {"course_max_enroll": "-1", "course_end_time": "1:00PM"}, OTHER)

    assert problems_in(content, "rpi") == [
        "line 2, course_max_enroll: is not a number of seats: '-1'",
        "line 3, meeting: ends before it starts",
    ]


def test_rows_without_a_crn_are_named_one_by_one():
    assert problems_in(a_rpi_file({"course_crn": ""}, {"course_crn": " "}), "rpi") == [
        "line 2, course_crn: is empty",
        "line 3, course_crn: is empty",
    ]


def test_a_file_has_one_term():
    assert problems_in(a_rpi_file({}, OTHER | {"semester": "SPRING 2025"}), "rpi") == [
        "line 3, semester: is not FALL 2024, as in the first row; a file has one term"
    ]


def test_a_cell_in_another_encoding_is_named():
    content = a_rpi_file({"course_location": "CAFÉ"}).decode().encode("latin-1")

    assert problems_in(content, "rpi") == ["line 2, meeting: is not in UTF-8"]


def test_a_column_that_is_missing_ends_it():
    (row,) = rows_in(a_rpi_file({}).replace(b"semester", b"season"), "rpi")

    assert row.is_last
    assert [fault.problem for fault in row.faults] == [
        "the column semester is missing",
        "the column 'season' is unknown",
    ]
