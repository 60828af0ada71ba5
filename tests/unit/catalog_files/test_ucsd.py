"""UCSD's historical data as courses."""

from io import BytesIO

import pytest

from enrollment.adapters.catalog_files import Unreadable, titles
from tests.support.catalog_file import a_file
from tests.support.other_catalogs import problems_in, rows_in

LECTURE = 'LISP 1AX,001,074214,28,"DI,TuTh,9:30 - 10:50,CENTR 207"'
FINAL = 'LISP 1AX,001,074214,28,"FI,2022-06-04,19:00 - 21:59,RWAC 0121"'
SHELL = 'LISP 1AX,002,074215,0,"IN,N/A,0:00 - 0:00,TBA TBA"'
LISTED = "department,course_number,course_name,units,description\n"


def listed(*rows):
    """What is read from a list of courses with those rows, and what is reported of it."""
    reported = []
    found = titles(BytesIO((LISTED + "\n".join(rows)).encode()), lambda fault: reported.append(str(fault)))
    return found, reported


def test_rows_of_one_section_have_its_meetings_between_them():
    first, second = rows_in(a_file(LECTURE, SHELL, FINAL), "ucsd")

    assert [meeting.kind for meeting in first.course.meetings] == ["DI", "FI"]
    assert (second.course.name, second.course.max_participants) == ("LISP 1AX 002", 0)


def test_what_both_rows_say_is_said_once():
    (row,) = rows_in(a_file(LECTURE, LECTURE), "ucsd")

    assert len(row.course.meetings) == 1


def test_rows_of_one_section_that_disagree_about_the_seats_are_named():
    rows = rows_in(a_file(LECTURE, FINAL.replace("28", "29")), "ucsd")

    assert [bool(row.course) for row in rows] == [True, False]
    assert str(rows[1].faults[0]) == "line 3, total_seats: is not what line 2 says of the same section"


def test_faults_are_those_of_our_own_format():
    assert problems_in(a_file(LECTURE, "LISP 1AX,002,1,many,", FINAL), "ucsd") == [
        "line 3, total_seats: is not a number of seats: 'many'"
    ]


def test_titles_come_from_the_list_of_courses():
    found, _ = listed("LING,LISP 1AX,Conversation,2.5,Talk.")
    (row,) = rows_in(a_file(LECTURE), "ucsd", titles=found)

    assert (row.course.title, row.course.units, row.course.description) == ("Conversation", "2.5", "Talk.")


def test_a_course_that_is_not_listed_is_called_by_its_code():
    (row,) = rows_in(a_file(LECTURE), "ucsd", titles=listed("LING,LISP 1B,Conversation,2,")[0])

    assert (row.course.title, row.course.units) == ("LISP 1AX", "")


def test_of_a_code_listed_twice_the_first_holds():
    found, reported = listed("A,LISP 1AX,One,2,", "B,LISP 1AX,Two,2,", "C,LISP 1B,,2,")

    assert {code: title.title for code, title in found.items()} == {"LISP 1AX": "One"}
    assert reported == ["line 3: LISP 1AX stands in line 2 already, which holds", "line 4, course_name: is empty"]


def test_what_is_no_list_of_courses_is_said():
    with pytest.raises(Unreadable, match="the column course_number is missing"):
        titles(BytesIO(a_file(LECTURE)), print)
