"""The roster, kept in memory."""

from collections.abc import Collection, Iterator

from enrollment.adapters.memory.records import MemoryRecords
from enrollment.domain.identifiers import CourseId
from enrollment.domain.receipts import Action
from enrollment.ports.roster import OnRoster


class MemoryRoster:
    """The port Roster over dicts."""

    def __init__(self, records: MemoryRecords) -> None:
        self._records = records

    def of(self, courses: Collection[CourseId]) -> Iterator[OnRoster]:
        """Look through enrollments and receipts."""
        records = self._records
        with records.lock:
            found = {
                (receipt.course_id, receipt.user_id): False
                for receipt in records.receipts.values()
                if receipt.action is Action.ENROLL and receipt.enrollment is None
            } | {(held.course_id, held.student_id): True for held in records.enrollments.values() if held.is_live}
            people = [
                OnRoster(course_id=course_id, student=records.accounts[student_id].user, sits=sits)
                for (course_id, student_id), sits in found.items()
                if course_id in courses and student_id in records.accounts
            ]
        yield from sorted(people, key=lambda one: (one.course_id.hex, one.student.email))
