"""Academic records, kept in memory."""

from collections.abc import Collection
from dataclasses import replace

from enrollment.adapters.memory.records import MemoryRecords
from enrollment.domain.academic_record import NO_RECORD, AcademicRecord
from enrollment.domain.identifiers import UserId
from enrollment.ports.academic_records import MEMBERS


class MemoryAcademicRecords:
    """The port AcademicRecords over a dict."""

    def __init__(self, records: MemoryRecords) -> None:
        self._records = records

    def of(self, student_id: UserId) -> AcademicRecord:
        """Return the student's record."""
        with self._records.lock:
            return self._records.academic_records.get(student_id, NO_RECORD)

    def put(self, student_id: UserId, record: AcademicRecord, only: Collection[str] = MEMBERS) -> bool:
        """Put those members of the record in place of the ones before, and return whether that changed anything."""
        with self._records.lock:
            before = self._records.academic_records.get(student_id)
            after = replace(before or NO_RECORD, **{name: getattr(record, name) for name in only})
            self._records.academic_records[student_id] = after
            return after != before
