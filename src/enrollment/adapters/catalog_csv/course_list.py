"""The rows of a catalog file as courses."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from enrollment.adapters.catalog_csv.cells import LIMITS, legible, readers
from enrollment.adapters.catalog_csv.header import columns_of
from enrollment.adapters.catalog_csv.lines import LineTooLong, Readable, lines
from enrollment.domain.catalog import Course, RegistrationWindow
from enrollment.domain.identifiers import CourseId
from enrollment.ports.course_list import Fault, Row

# A course has the same id wherever and whenever it is loaded, so that links to it survive.
NAMESPACE = UUID("6f3c1d0e-5a0b-4c52-9a57-3d1f0b6a8c11")


class CsvCourseList:
    """The port CourseList, over a CSV file (RFC 4180) in UTF-8, with or without a byte order mark.

    The columns are those of ``header``, in any order. Dates are days on ``campus``.
    """

    def __init__(self, file: Readable, term: str, campus: ZoneInfo) -> None:
        self._file = file
        self._term = term
        self._readers = readers(campus)

    def rows(self) -> Iterator[Row]:
        """Read the file once, from where it stands."""
        columns: Sequence[str] | None = None
        for line, cells, problem in _records(self._file):
            if problem:
                yield Row(line=line, faults=(Fault(line=line, problem=problem),))
                if columns is None:
                    return
            elif columns is None:
                columns, problems = columns_of(cells)
                if problems:
                    yield Row(line=line, faults=tuple(Fault(line=line, problem=problem) for problem in problems))
                    return
            elif any(cell.strip() for cell in cells):
                yield self._row(line, columns, cells)
        if columns is None:
            yield Row(line=1, faults=(Fault(line=1, problem="the file has no header"),))

    def _row(self, line: int, columns: Sequence[str], cells: Sequence[str]) -> Row:
        if len(cells) != len(columns):
            problem = f"has {len(cells)} cells where the header has {len(columns)}; a cell with commas needs quotes"
            return Row(line=line, faults=(Fault(line=line, problem=problem),))
        values: dict[str, Any] = {}
        faults = []
        for column, cell in zip(columns, cells, strict=True):
            try:
                values[column] = self._readers[column](legible(cell, LIMITS[column]))
            except ValueError as fault:
                faults.append(Fault(line=line, column=column, problem=str(fault)))
        opens, closes = values.get("registration_opens"), values.get("registration_closes")
        if opens and closes and closes <= opens:
            faults.append(Fault(line=line, column="registration_closes", problem="is not after registration_opens"))
        return Row(line=line, faults=tuple(faults)) if faults else Row(line=line, course=self._course(values))

    def _course(self, values: Mapping[str, Any]) -> Course:
        code, section = values["course"], values["section"]
        opens, closes = values.get("registration_opens"), values.get("registration_closes")
        usual = {name: values[name] for name in ("units", "status", "description") if values.get(name)}
        return Course(
            id=course_id(self._term, code, section),
            code=code,
            section=section,
            term=self._term,
            title=values.get("title") or code,
            max_participants=values["total_seats"],
            registration=RegistrationWindow(opens=opens, closes=closes),
            meetings=values["meetings"],
            **usual,
        )


def course_id(term: str, code: str, section: str) -> CourseId:
    """Return the id of the course of that term, code and section."""
    return CourseId(uuid5(NAMESPACE, "\n".join((term, code, section))))


def _records(file: Readable) -> Iterator[tuple[int, Sequence[str], str | None]]:
    """Yield the line each record begins in, and its cells, or why it has none."""
    records = csv.reader(lines(file), strict=True)
    while True:
        line = records.line_num + 1
        try:
            cells = next(records)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, [], f"is no CSV: {error}"
        except LineTooLong as error:
            yield line, [], str(error)
            return
        else:
            if cells:
                yield line, cells, None
