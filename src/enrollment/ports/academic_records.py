"""Academic records: what the institution knows of its students, as its student system says."""

from collections.abc import Collection
from typing import Protocol

from enrollment.domain.academic_record import AcademicRecord
from enrollment.domain.identifiers import UserId

# The members of a record, by name.
MEMBERS = ("standing", "programme", "cohort", "completed", "holds")


class AcademicRecords(Protocol):
    """The record of each student. One never put on record is empty."""

    def of(self, student_id: UserId) -> AcademicRecord:
        """Return the student's record."""

    def put(self, student_id: UserId, record: AcademicRecord, only: Collection[str] = MEMBERS) -> bool:
        """Put those members of the record in place of the ones before, and return whether that changed anything.

        The other members stay as they are, even if somebody else is changing them just now.
        """
