"""Plans, kept in memory."""

from collections.abc import Collection, Sequence

from enrollment.adapters.memory.records import MemoryRecords
from enrollment.domain.identifiers import CourseId, UserId
from enrollment.ports.plans import PlanLine


class MemoryPlans:
    """The port Plans over a dict."""

    def __init__(self, records: MemoryRecords) -> None:
        self._records = records

    def lines(self, student_id: UserId) -> Sequence[PlanLine]:
        """Return the plan."""
        with self._records.lock:
            return self._records.plans.get(student_id, ())

    def put(self, student_id: UserId, lines: Sequence[PlanLine]) -> None:
        """Put the lines in place of the plan before."""
        with self._records.lock:
            self._records.plans[student_id] = tuple(sorted(lines, key=lambda line: line.priority))

    def remove(self, student_id: UserId, course_ids: Collection[CourseId]) -> None:
        """Take the courses out of the plan."""
        with self._records.lock:
            kept = self._records.plans.get(student_id, ())
            self._records.plans[student_id] = tuple(line for line in kept if line.course_id not in course_ids)
