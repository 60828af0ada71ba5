"""Catalog files for tests."""

from io import BytesIO
from zoneinfo import ZoneInfo

from enrollment.adapters.catalog_files import CsvCourseList

CAMPUS = ZoneInfo("America/Los_Angeles")
HEADER = "course,section,section_id,total_seats,meetings"
ROW = 'COGS 1,A01,072894,60,"LE,TuTh,12:30 - 13:50,HALL 1"'


def a_file(*rows: str, header: str = HEADER, end: str = "\n") -> bytes:
    """The bytes of a file with those rows."""
    return "".join(line + end for line in (header, *rows)).encode()


def rows_of(content: bytes):
    """The rows read from the bytes, as courses of SP27."""
    return list(CsvCourseList(BytesIO(content), "SP27", CAMPUS).rows())


def course_of(**cells: str):
    """The course a row describes, or the problems of the row by column; the cells not given are ROW's."""
    usual = {"course": "COGS 1", "section": "A01", "section_id": "072894", "total_seats": "60", "meetings": ""}
    named = usual | cells
    quoted = ",".join('"' + cell.replace('"', '""') + '"' for cell in named.values())
    (row,) = rows_of(a_file(quoted, header=",".join(named)))
    return row.course or {fault.column: fault.problem for fault in row.faults}
