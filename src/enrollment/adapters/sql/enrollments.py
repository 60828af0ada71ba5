"""A student's enrollments, over SQL."""

from collections.abc import Collection, Sequence

from sqlalchemy import RowMapping, select

from enrollment.adapters.sql.engine import Statements
from enrollment.adapters.sql.receipts import receipt_of
from enrollment.adapters.sql.rows import course_of, enrollment_of
from enrollment.adapters.sql.tables import course_enrollments, courses, receipts
from enrollment.domain.enrollments import HELD, NEVER_HAD, Enrollment
from enrollment.domain.identifiers import CourseId, EnrollmentId, ReceiptId, UserId
from enrollment.domain.receipts import Receipt
from enrollment.ports.enrollments import Scheduled

E = course_enrollments
SCHEDULED = select(*E.c, *courses.c).join_from(E, courses)


class SqlEnrollments:
    """The port Enrollments, over SQL."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def of(self, student_id: UserId, *, live_only: bool = False) -> Sequence[Scheduled]:
        """Read the student's enrollments."""
        theirs = SCHEDULED.where(E.c.student_id == student_id)
        theirs = theirs.where(E.c.status.not_in(sorted(NEVER_HAD)))
        if live_only:
            theirs = theirs.where(E.c.status.in_(sorted(HELD)))
        theirs = theirs.order_by(E.c.enrollment_date.desc(), E.c.id)
        return [_scheduled(row) for row in self._statements.execute(theirs).mappings()]

    def find(self, enrollment_id: EnrollmentId) -> Scheduled | None:
        """Read one enrollment."""
        row = self._statements.execute(SCHEDULED.where(E.c.id == enrollment_id)).mappings().first()
        return _scheduled(row) if row else None

    def held_in(self, course_id: CourseId, limit: int) -> Sequence[Enrollment]:
        """Read those who sit in the course."""
        held = select(E).where(E.c.course_id == course_id, E.c.status.in_(sorted(HELD))).order_by(E.c.id).limit(limit)
        rows = self._statements.execute(held).mappings()
        return [enrollment for row in rows if (enrollment := enrollment_of(row))]

    def receipt(self, receipt_id: ReceiptId) -> Receipt | None:
        """Read one receipt."""
        row = self._statements.execute(select(receipts).where(receipts.c.id == receipt_id)).mappings().first()
        return receipt_of(row) if row else None

    def receipts(self, student_id: UserId, receipt_ids: Collection[ReceiptId]) -> Sequence[Receipt]:
        """Read those receipts."""
        theirs = select(receipts).where(receipts.c.id.in_(receipt_ids), receipts.c.user_id == student_id)
        return [receipt_of(row) for row in self._statements.execute(theirs).mappings()]


def _scheduled(row: RowMapping) -> Scheduled:
    enrollment = enrollment_of(row)
    assert enrollment is not None
    return Scheduled(enrollment=enrollment, course=course_of(row))
