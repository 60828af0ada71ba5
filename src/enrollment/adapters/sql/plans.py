"""Plans, over SQL."""

from collections.abc import Collection, Sequence

from sqlalchemy import and_, delete, insert, select

from enrollment.adapters.sql.engine import Statements
from enrollment.adapters.sql.tables import plan_lines
from enrollment.domain.identifiers import CourseId, UserId
from enrollment.ports.plans import PlanLine

_C = plan_lines.c


class SqlPlans:
    """The port Plans, over SQL."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def lines(self, student_id: UserId) -> Sequence[PlanLine]:
        """Read the plan."""
        theirs = select(_C.course_id, _C.priority, _C.added_at).where(_C.student_id == student_id).order_by(_C.priority)
        return [
            PlanLine(course_id=row[_C.course_id], priority=row[_C.priority], added_at=row[_C.added_at])
            for row in self._statements.execute(theirs).mappings()
        ]

    def put(self, student_id: UserId, lines: Sequence[PlanLine]) -> None:
        """Delete the lines there are, and insert these."""
        self._statements.execute(delete(plan_lines).where(_C.student_id == student_id))
        rows = [
            {
                "student_id": student_id,
                "course_id": line.course_id,
                "priority": line.priority,
                "added_at": line.added_at,
            }
            for line in lines
        ]
        if rows:
            self._statements.execute(insert(plan_lines), rows)

    def remove(self, student_id: UserId, course_ids: Collection[CourseId]) -> None:
        """Delete the lines of the courses."""
        theirs = and_(_C.student_id == student_id, _C.course_id.in_(course_ids))
        self._statements.execute(delete(plan_lines).where(theirs))
