"""Enrollments and receipts to read, kept in memory."""

from collections.abc import Collection, Sequence

from enrollment.adapters.memory.records import MemoryRecords
from enrollment.domain.enrollments import NEVER_HAD, Enrollment
from enrollment.domain.identifiers import CourseId, EnrollmentId, ReceiptId, UserId
from enrollment.domain.receipts import Receipt
from enrollment.ports.enrollments import Scheduled


class MemoryEnrollments:
    """The port Enrollments over dicts."""

    def __init__(self, records: MemoryRecords) -> None:
        self._records = records

    def of(self, student_id: UserId, *, live_only: bool = False) -> Sequence[Scheduled]:
        """Return the student's enrollments with their courses, latest first."""
        with self._records.lock:
            theirs = [
                kept
                for kept in self._records.enrollments.values()
                if kept.student_id == student_id and kept.status not in NEVER_HAD
            ]
            theirs.sort(key=lambda enrollment: enrollment.enrollment_date, reverse=True)
            return tuple(self._scheduled(kept) for kept in theirs if kept.is_held or not live_only)

    def find(self, enrollment_id: EnrollmentId) -> Scheduled | None:
        """Return the enrollment with its course, whosever it is."""
        with self._records.lock:
            kept = self._records.enrollments.get(enrollment_id)
            return self._scheduled(kept) if kept else None

    def held_in(self, course_id: CourseId, limit: int) -> Sequence[Enrollment]:
        """Return who sits in the course."""
        with self._records.lock:
            held = [kept for kept in self._records.enrollments.values() if kept.course_id == course_id and kept.is_held]
            return sorted(held, key=lambda kept: kept.id)[:limit]

    def receipt(self, receipt_id: ReceiptId) -> Receipt | None:
        """Return the receipt of a decision, whosever it is."""
        with self._records.lock:
            return self._records.receipts.get(receipt_id)

    def receipts(self, student_id: UserId, receipt_ids: Collection[ReceiptId]) -> Sequence[Receipt]:
        """Return those of the receipts that are the student's, in no order."""
        with self._records.lock:
            found = (self._records.receipts.get(receipt_id) for receipt_id in set(receipt_ids))
            return tuple(receipt for receipt in found if receipt and receipt.user_id == student_id)

    def _scheduled(self, enrollment: Enrollment) -> Scheduled:
        return Scheduled(enrollment=enrollment, course=self._records.courses[enrollment.course_id])
