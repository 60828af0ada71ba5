"""A term of UCSD's historical enrollment data: our columns, with a section at times spread over two rows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from zoneinfo import ZoneInfo

from enrollment.adapters.catalog_files.course_list import CsvCourseList
from enrollment.adapters.catalog_files.lines import Readable
from enrollment.adapters.catalog_files.ucsd_titles import Title
from enrollment.domain.catalog import Course
from enrollment.ports.course_list import Fault, Row


class UcsdCourseList:
    """The port CourseList, over UCSD's file of sections, with what ``titles`` has for the codes.

    Two rows of one section of a course have its meetings between them, as long as they agree about the seats.
    """

    def __init__(self, file: Readable, term: str, campus: ZoneInfo, titles: Mapping[str, Title]) -> None:
        self._rows = CsvCourseList(file, term, campus)
        self._titles = titles

    def rows(self) -> Iterator[Row]:
        """Read the file once; the rows of a course, which stand together, at a time."""
        for code, group in groupby(self._rows.rows(), key=lambda row: row.course.code if row.course else None):
            rows = list(group)
            yield from rows if code is None else self._joined(rows)

    def _joined(self, rows: Iterable[Row]) -> Iterator[Row]:
        joined: dict[str, tuple[Row, Course]] = {}
        refused: list[Row] = []
        for row in rows:
            assert row.course
            section = row.course.section
            first, course = joined.setdefault(section, (row, row.course))
            if course.max_participants != row.course.max_participants:
                problem = f"is not what line {first.line} says of the same section"
                refused.append(
                    Row(line=row.line, faults=(Fault(line=row.line, column="total_seats", problem=problem),))
                )
                continue
            meetings = tuple(dict.fromkeys(course.meetings + row.course.meetings))
            joined[section] = (first, replace(course, meetings=meetings))
        for first, course in joined.values():
            yield replace(first, course=self._titled(course))
        yield from refused

    def _titled(self, course: Course) -> Course:
        found = self._titles.get(course.code)
        if found is None:
            return course
        return replace(course, title=found.title, units=found.units, description=found.description)
