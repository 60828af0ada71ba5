"""The register, over SQL: the student's row is the lock, the claim the guard."""

from typing import Any

from sqlalchemy import Uuid, and_, bindparam, literal, select
from sqlalchemy.sql.selectable import Subquery

from enrollment.adapters.sql.claims import ADMIT, KEEP, RELEASE, ClaimStatement
from enrollment.adapters.sql.engine import Statements
from enrollment.adapters.sql.receipts import answer_of, record_parameters
from enrollment.adapters.sql.rows import course_of, enrollment_of, user_of
from enrollment.adapters.sql.tables import course_enrollments, courses, idempotency_keys, receipts, users
from enrollment.domain.enrollments import LIVE, Enrollment
from enrollment.domain.errors import LockTimeout, StudentBusy
from enrollment.domain.identifiers import CourseId, EnrollmentId, UserId
from enrollment.domain.records import Record
from enrollment.domain.users import User
from enrollment.ports.register import Facts

# Built once: building a statement costs more than running it.
_ONE: Subquery = select(literal(1).label("one")).subquery("one")
_STUDENT = bindparam("student_id", type_=Uuid)
_COURSE = bindparam("course_id", type_=Uuid)
_ANSWERED = and_(idempotency_keys.c.user_id == _STUDENT, idempotency_keys.c.key == bindparam("key"))
_COLUMNS = (*courses.c, *course_enrollments.c, idempotency_keys.c.fingerprint, *receipts.c)

HOLD = select(*users.c).where(users.c.id == _STUDENT).with_for_update(of=users)
FACTS = select(*_COLUMNS).select_from(
    _ONE.outerjoin(courses, courses.c.id == _COURSE)
    .outerjoin(
        course_enrollments,
        and_(
            course_enrollments.c.course_id == _COURSE,
            course_enrollments.c.student_id == _STUDENT,
            course_enrollments.c.status.in_(sorted(LIVE)),
        ),
    )
    .outerjoin(idempotency_keys, _ANSWERED)
    .outerjoin(receipts, receipts.c.id == idempotency_keys.c.receipt_id)
)
FACTS_OF = select(*_COLUMNS).select_from(
    _ONE.outerjoin(
        course_enrollments,
        and_(
            course_enrollments.c.id == bindparam("enrollment_id", type_=Uuid),
            course_enrollments.c.student_id == _STUDENT,
        ),
    )
    .outerjoin(courses, courses.c.id == course_enrollments.c.course_id)
    .outerjoin(idempotency_keys, _ANSWERED)
    .outerjoin(receipts, receipts.c.id == idempotency_keys.c.receipt_id)
)
DO_ADMIT, DO_RELEASE, DO_KEEP = map(ClaimStatement, (ADMIT, RELEASE, KEEP))


class SqlRegister:
    """The port Register, in the caller's transaction."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def hold(self, student_id: UserId) -> User | None:
        """Lock the student's row; on SQLite the transaction is the only writer already."""
        try:
            row = self._statements.execute(HOLD, {"student_id": student_id}).mappings().first()
        except LockTimeout as timeout:
            raise StudentBusy from timeout
        return user_of(row) if row else None

    def facts(self, course_id: CourseId, student_id: UserId | None, key: str | None = None) -> Facts:
        """Read the facts about a course."""
        return self._facts(FACTS, {"course_id": course_id, "student_id": student_id, "key": key})

    def facts_of(self, enrollment_id: EnrollmentId, student_id: UserId, key: str | None = None) -> Facts:
        """Read the facts about an enrollment."""
        return self._facts(FACTS_OF, {"enrollment_id": enrollment_id, "student_id": student_id, "key": key})

    def _facts(self, statement: Any, parameters: dict[str, Any]) -> Facts:
        row = self._statements.execute(statement, parameters).mappings().one()
        return Facts(
            course=course_of(row) if row[courses.c.id] is not None else None,
            enrollment=enrollment_of(row),
            answer=answer_of(row),
        )

    def admit(self, enrollment: Enrollment, record: Record) -> bool:
        """Run the guarded claim."""
        return self._claimed(DO_ADMIT, enrollment, record)

    def release(self, enrollment: Enrollment, record: Record) -> bool:
        """Run the guarded release."""
        return self._claimed(DO_RELEASE, enrollment, record)

    def keep(self, record: Record) -> None:
        """Keep the record."""
        self._statements.execute(DO_KEEP, record_parameters(record))

    def _claimed(self, claim: ClaimStatement, enrollment: Enrollment, record: Record) -> bool:
        seat = {"enrollment_id": enrollment.id, "status": enrollment.status.value}
        return self._statements.execute(claim, record_parameters(record) | seat).first() is not None
