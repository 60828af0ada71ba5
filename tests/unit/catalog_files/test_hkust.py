"""HKUST's catalog as courses."""

import json
import tracemalloc
from io import BytesIO

import pytest

from enrollment.adapters.catalog_files.hkust import HkustCourseList
from enrollment.domain.meetings import Day
from tests.support.other_catalogs import COURSE, SECTION, a_hkust_file, problems_in, rows_in


def test_each_section_is_a_course():
    first, second = rows_in(a_hkust_file({}, {"section": "LA1", "quota": 0}), "hkust")

    assert (first.course.name, first.course.title, first.course.units) == ("ACCT 1010 L1", COURSE["title"], "3")
    assert (first.course.max_participants, second.course.max_participants) == (70, 0)
    assert first.course.meetings[0].days == (Day.WEDNESDAY, Day.FRIDAY)
    assert second.course.name == "ACCT 1010 LA1"


def test_a_course_has_the_same_id_wherever_it_is_loaded():
    (ours,) = rows_in(b"course,section,section_id,total_seats,meetings\nACCT 1010,L1,1,9,\n", "csv")
    (theirs,) = rows_in(a_hkust_file({}), "hkust")

    assert ours.course.id == theirs.course.id


@pytest.mark.parametrize(
    ("section", "problem"),
    [
        ({"quota": -1}, "quota: is not a number of seats: -1"),
        ({"quota": True}, "quota: is not a number of seats: True"),
        ({"quota": "70"}, "quota: is not a number of seats: '70'"),
        ({"quota": 70.5}, "quota: is not a number of seats: 70.5"),
        ({"quota": 1_000_001}, "quota: is not a number of seats: 1000001"),
        ({"meetings": None}, "meetings: are no list of meetings"),
        ({"meetings": ["TBA"]}, "meetings: are no list of meetings"),
        ({"meetings": [{"time": "TBA"}]}, "meetings: is no text"),
        ({"meetings": SECTION["meetings"] * 61}, "meetings: are 61, more than 60"),
        ({"meetings": [{"time": "We 05:00PM - 04:00PM", "room": "TBA"}]}, "meetings: ends before it starts"),
    ],
)
def test_a_fault_of_a_section_names_it(section, problem):
    assert problems_in(a_hkust_file(section), "hkust") == [f"section 1, ACCT 1010 L1 {problem}"]


def test_all_faults_of_a_section_are_named():
    assert problems_in(a_hkust_file({"section": 1, "quota": None}, units="three", title="a\x00b"), "hkust") == [
        "section 1, ACCT 1010 title: contains a control character",
        "section 1, ACCT 1010 units: is not a number of units: 'three'",
        "section 1, ACCT 1010 section: is no text",
        "section 1, ACCT 1010 quota: is not a number of seats: None",
        "section 1, ACCT 1010 meetings: is of a section that is no L, LA, T or R: ''",
    ]


def test_sections_are_counted_over_all_courses():
    content = json.dumps({"courses": [COURSE, 7, COURSE | {"sections": [SECTION, 8]}]}).encode()

    assert problems_in(content, "hkust") == [
        "section 1, ACCT 1010: has no list of sections",
        "section 2: is no course: not an object",
        "section 4, ACCT 1010: has a section that is not an object",
    ]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "ends in the middle: it was cut off"),
        (b"[]", "is no JSON object"),
        (b"{}", "has 0 lists of courses where there should be one"),
        (b'{"courses": {}}', "has no list of courses"),
        (b'{"courses": []', "ends in the middle: it was cut off"),
        (b'{"courses": [\xff]}', "is not in UTF-8"),
        ('{"courses": []}'.encode("utf-16"), "is not in UTF-8"),
    ],
)
def test_what_is_no_such_file_is_said_once_and_for_the_whole(content, problem):
    (row,) = rows_in(content, "hkust")

    assert row.is_last
    assert [str(fault) for fault in row.faults] == [f"section 1: {problem}"]


def test_a_file_that_breaks_off_gives_its_sections_up_to_there():
    rows = rows_in(a_hkust_file({}).removesuffix(b"]}") + b", {", "hkust")

    assert [bool(row.course) for row in rows] == [True, False]
    assert (rows[1].is_last, str(rows[1].faults[0])) == (
        True,
        "section 2: is no JSON, or was cut off: Expecting property name enclosed in double quotes",
    )


def test_reading_needs_no_more_memory_for_a_long_file_than_for_a_short_one():
    def peak(length):
        file = BytesIO(json.dumps({"courses": [COURSE | {"sections": [SECTION]}] * length}).encode())
        tracemalloc.start()
        for _ in HkustCourseList(file, "SP27").rows():
            pass
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    peak(10)
    assert peak(20_000) < 2 * peak(2_000)
