"""The rows of a catalog file as courses."""

from collections.abc import Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from enrollment.adapters.catalog_files.cells import LIMITS, readers
from enrollment.adapters.catalog_files.identity import course_id
from enrollment.adapters.catalog_files.lines import Readable
from enrollment.adapters.catalog_files.records import Record, records, values_of
from enrollment.domain.catalog import Course, RegistrationWindow
from enrollment.ports.course_list import Fault, Row

REQUIRED = ("course", "section", "section_id", "total_seats", "meetings")
OPTIONAL = ("title", "units", "registration_opens", "registration_closes", "status", "description")


class CsvCourseList:
    """The port CourseList, over a CSV file of ours. Dates are days on ``campus``."""

    def __init__(self, file: Readable, term: str, campus: ZoneInfo) -> None:
        self._file = file
        self._term = term
        self._readers = readers(campus)

    def rows(self) -> Iterator[Row]:
        """Read the file once, from where it stands."""
        for record in records(self._file, REQUIRED, OPTIONAL):
            yield (
                Row(line=record.line, faults=record.faults, is_last=record.is_last)
                if record.faults
                else self._row(record)
            )

    def _row(self, record: Record) -> Row:
        values, faults = values_of(record, self._readers, LIMITS)
        opens, closes = values.get("registration_opens"), values.get("registration_closes")
        if opens and closes and closes <= opens:
            problem = "is not after registration_opens"
            faults.append(Fault(line=record.line, column="registration_closes", problem=problem))
        if faults:
            return Row(line=record.line, faults=tuple(faults))
        return Row(line=record.line, course=self._course(values))

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
