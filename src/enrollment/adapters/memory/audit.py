"""The audit, over memory."""

from collections import Counter
from collections.abc import Iterator

from enrollment.adapters.memory.records import MemoryRecords


class MemoryAudit:
    """The port Audit over dicts."""

    def __init__(self, records: MemoryRecords) -> None:
        self._records = records

    def violations(self) -> Iterator[str]:
        """Yield one line a violation, beginning with the invariant's name; none when all is well."""
        with self._records.lock:
            lines = [*self._miscounted(), *self._held_twice(), *self._ended_wrongly(), *self._unaccounted()]
        yield from lines

    def _miscounted(self) -> Iterator[str]:
        taken = Counter(kept.course_id for kept in self._records.enrollments.values() if kept.is_live)
        for course in self._records.courses.values():
            if course.current_enrollment != taken[course.id]:
                counted = f"counts {course.current_enrollment} and holds {taken[course.id]}"
                yield f"counter-is-truth: course {course.id} {counted}"

    def _held_twice(self) -> Iterator[str]:
        live = (kept for kept in self._records.enrollments.values() if kept.is_live)
        for (student_id, course_id), times in Counter((kept.student_id, kept.course_id) for kept in live).items():
            if times > 1:
                yield f"one-per-student: student {student_id} holds {times} seats of course {course_id}"

    def _ended_wrongly(self) -> Iterator[str]:
        for kept in self._records.enrollments.values():
            if (
                kept.is_live != (kept.ended_at is None)
                or (kept.ended_at or kept.enrollment_date) < kept.enrollment_date
            ):
                yield f"ended-when-not-live: enrollment {kept.id} is {kept.status} with the wrong end"

    def _unaccounted(self) -> Iterator[str]:
        granted = {receipt.enrollment.id for receipt in self._records.receipts.values() if receipt.enrollment}
        for enrollment_id in self._records.enrollments.keys() - granted:
            yield f"receipt-for-every-enrollment: enrollment {enrollment_id} has no receipt"
