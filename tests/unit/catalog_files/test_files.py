"""A catalog file as a whole: what is read, and what is said of what cannot be."""

from io import BytesIO

import pytest

from enrollment.adapters.catalog_files import CsvCourseList
from tests.support.catalog_file import CAMPUS, HEADER, ROW, a_file, rows_of


def problems(content):
    """Every fault, as it is reported."""
    return [str(fault) for row in rows_of(content) for fault in row.faults]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_a_byte_order_mark_make_no_difference(end, mark):
    (row,) = rows_of(mark + a_file(ROW, end=end))

    assert row.course.name == "COGS 1 A01"
    assert row.line == 2


def test_columns_come_in_any_order_and_case():
    (row,) = rows_of(b" Title ,SECTION,total_seats,meetings,section_id,course\nMind,A01,3,,1,COGS 1\n")

    assert (row.course.title, row.course.section, row.course.max_participants) == ("Mind", "A01", 3)


def test_empty_rows_are_passed_over():
    assert [row.line for row in rows_of(a_file("", ",,,,", ROW))] == [4]


def test_a_row_is_reported_by_the_line_it_begins_in():
    spread = 'COGS 1,A01,1,60,"LE,M,9:00 - 9:50,\nHALL"'

    assert [row.line for row in rows_of(a_file(spread, ROW))] == [2, 4]


def test_a_course_has_the_same_id_wherever_it_is_loaded():
    (first,), (second,) = rows_of(a_file(ROW)), rows_of(a_file(ROW.replace("60", "61")))
    other = next(CsvCourseList(BytesIO(a_file(ROW)), "FA27", CAMPUS).rows())

    assert first.course.id == second.course.id
    assert str(first.course.id) == "b5e51f78-1c92-5244-85cd-4ee31490b2c7"  # for good: links to it are out there
    assert other.course.id != first.course.id


def test_every_fault_of_the_header_is_named():
    assert problems(b"course,course,section,total_seats,meetings,teacher\n" + ROW.encode()) == [
        "line 1: the column section_id is missing",
        "line 1: the column course stands there 2 times",
        "line 1: the column 'teacher' is unknown",
    ]


@pytest.mark.parametrize(("separator", "word"), [(";", "semicolons"), ("\t", "tabs")])
def test_another_separator_is_recognised_and_refused(separator, word):
    assert problems(a_file(ROW, header=HEADER.replace(",", separator))) == [
        f"line 1: the cells are separated by {word}; save the file with commas"
    ]


def test_a_file_without_anything_has_no_header():
    assert problems(b"") == problems(b"\n\n") == ["line 1: the file has no header"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_in_utf_16_is_told_so_once(encoding):
    assert problems(a_file(ROW).decode().encode(encoding)) == [
        "line 1: the header is not in UTF-8; save the file as CSV UTF-8"
    ]


def test_a_cell_in_another_encoding_is_named():
    content = a_file("CAFÉ 1,A01,1,60,", "COGS 1,Ä01,1,60,").decode().encode("latin-1")

    assert problems(content) == ["line 2, course: is not in UTF-8", "line 3, section: is not in UTF-8"]


@pytest.mark.parametrize("letter", ["\0", "\x1b", "\x7f"])
def test_a_control_character_is_named(letter):
    assert problems(a_file(f"COGS 1{letter},A01,1,60,")) == ["line 2, course: contains a control character"]


@pytest.mark.parametrize("row", ["COGS 1,A01,1,60", "COGS 1,A01,1,60,,", "COGS 1,A01,1,60,LE,M,9:00 - 9:50,HALL"])
def test_a_row_with_more_or_fewer_cells_is_named(row):
    (problem,) = problems(a_file(row))

    assert problem.startswith("line 2: has ")
    assert problem.endswith("where the header has 5; a cell with commas needs quotes")


def test_what_is_no_csv_is_named_and_the_rest_is_read_on():
    rows = rows_of(a_file('"COGS" 1,A01,1,60,', ROW))

    assert str(rows[0].faults[0]).startswith("line 2: is no CSV: ")
    assert rows[1].course.name == "COGS 1 A01"


def test_a_quote_never_closed_is_named():
    assert problems(a_file('"COGS 1,A01,1,60,')) == ["line 2: is no CSV: unexpected end of data"]


def test_a_line_without_end_does_not_fill_the_memory():
    class Endless:
        def readline(self, limit):
            return b"x" * limit

    (row,) = CsvCourseList(Endless(), "SP27", CAMPUS).rows()

    assert str(row.faults[0]) == "line 1: is longer than 1048576 bytes"


def test_all_faults_of_a_row_and_of_all_rows_are_named():
    assert problems(a_file(",A01,1,many,", ROW, "COGS 1,,1,-1,LE")) == [
        "line 2, course: is empty",
        "line 2, total_seats: is not a number of seats: 'many'",
        "line 4, section: is empty",
        "line 4, total_seats: is not a number of seats: '-1'",
        "line 4, meetings: 'LE' is not KIND,DAYS,HH:MM - HH:MM,ROOM",
    ]
