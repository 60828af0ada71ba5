"""The catalog of RPI as YACS keeps it: one row for each meeting pattern of a section."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from enrollment.adapters.catalog_files.cells import legible, name_of, one_line, seats
from enrollment.adapters.catalog_files.identity import course_id
from enrollment.adapters.catalog_files.lines import Readable
from enrollment.adapters.catalog_files.records import Record, records, values_of
from enrollment.adapters.catalog_files.rpi_meetings import LIMITS as MEETING_LIMITS
from enrollment.adapters.catalog_files.rpi_meetings import meeting
from enrollment.domain.catalog import Course
from enrollment.ports.course_list import Fault, Row


def code_of(text: str) -> str:
    """Return the code as people and rules call it: ``CSCI 1100`` for ``CSCI-1100``."""
    return name_of(text).replace("-", " ", 1)


_READERS: Mapping[str, Callable[[str], Any]] = {
    "course_crn": name_of,
    "semester": name_of,
    "short_name": code_of,
    "course_section": name_of,
    "course_name": one_line,
    "full_name": one_line,
    "course_credit_hours": one_line,
    "course_max_enroll": seats,
    "description": str,
}
_LIMITS = dict.fromkeys(_READERS, 40) | {"course_name": 200, "full_name": 200, "description": 10_000}
_OPTIONAL = ("description",)
_REQUIRED = tuple(column for column in (*_READERS, *MEETING_LIMITS) if column not in _OPTIONAL)
# Of the day the file was made, of another system, or of the rules: not of the catalog.
_PASSED_OVER = (
    "course_enrolled",
    "course_remained",
    "course_department",
    "course_instructor",
    "course_level",
    "offer_frequency",
    "raw_precoreqs",
    "prerequisites",
    "corequisites",
    "school",
)
KNOWN = (*_READERS, *MEETING_LIMITS, *_PASSED_OVER)


class RpiCourseList:
    """The port CourseList, over RPI's CSV. Rows of one CRN follow each other and make one course."""

    def __init__(self, file: Readable, term: str) -> None:
        self._file = file
        self._term = term
        self._semester: str | None = None

    def rows(self) -> Iterator[Row]:
        """Read the file once, from where it stands."""
        found = records(self._file, _REQUIRED, KNOWN)
        for _, group in groupby(found, key=lambda record: record.cells.get("course_crn", "").strip() or record.line):
            yield self._row(list(group))

    def _row(self, patterns: Sequence[Record]) -> Row:
        first = patterns[0]
        if first.faults:
            return Row(line=first.line, faults=first.faults, is_last=first.is_last)
        values, faults = values_of(first, _READERS, _LIMITS)
        self._semester = self._semester or values.get("semester")
        meetings = []
        for record in patterns:
            faults += _differences(first, record)
            try:
                meetings.append(meeting({name: legible(record.cells[name], n) for name, n in MEETING_LIMITS.items()}))
            except ValueError as fault:
                faults.append(Fault(line=record.line, column="meeting", problem=str(fault)))
        if values.get("semester", self._semester) != self._semester:
            problem = f"is not {self._semester}, as in the first row; a file has one term"
            faults.append(Fault(line=first.line, column="semester", problem=problem))
        if faults:
            return Row(line=first.line, faults=tuple(faults))
        return Row(line=first.line, course=self._course(values, tuple(meetings)))

    def _course(self, values: Mapping[str, Any], meetings: Any) -> Course:
        code, section = values["short_name"], values["course_section"]
        return Course(
            id=course_id(self._term, code, section),
            code=code,
            section=section,
            term=self._term,
            title=values["full_name"] or values["course_name"] or code,
            units=values["course_credit_hours"],
            description=values.get("description", ""),
            max_participants=values["course_max_enroll"],
            meetings=meetings,
        )


def _differences(first: Record, other: Record) -> Iterator[Fault]:
    """Yield what the row says otherwise of the section than its first row does."""
    for column in _READERS:
        if other.cells.get(column) != first.cells.get(column):
            problem = f"is not what line {first.line} says of the same CRN"
            yield Fault(line=other.line, column=column, problem=problem)
