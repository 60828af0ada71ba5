"""The register, over SQL: the student's row is the lock, the claim the guard."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Executable, Uuid, bindparam, select, update

from enrollment.adapters.sql.claims import prepared
from enrollment.adapters.sql.engine import Statements
from enrollment.adapters.sql.facts import ALL, FACTS, FACTS_ABOUT, FACTS_OF, PUBLIC, PUBLIC_FACTS, Reading
from enrollment.adapters.sql.filters import PUBLISHED, is_open_at
from enrollment.adapters.sql.permits import UNUSED
from enrollment.adapters.sql.prepared import Prepared
from enrollment.adapters.sql.receipts import record_parameters
from enrollment.adapters.sql.rows import USER, read_user
from enrollment.adapters.sql.seat_claims import ACCEPT, ADMIT, ADMIT_DIVIDED, ADMIT_OVER, KEEP, RELEASE, RELEASE_DIVIDED
from enrollment.adapters.sql.seat_pools import release_pools
from enrollment.adapters.sql.student_facts import STUDENT
from enrollment.adapters.sql.tables import courses, permits, users
from enrollment.adapters.sql.types import Instant
from enrollment.domain.catalog import Course
from enrollment.domain.enrollments import Enrollment
from enrollment.domain.errors import LockTimeout, StudentBusy
from enrollment.domain.identifiers import CourseId, EnrollmentId, PermitId, UserId
from enrollment.domain.records import Record
from enrollment.domain.users import User
from enrollment.ports.register import Facts

HOLD = Prepared(select(*USER).where(users.c.id == STUDENT).with_for_update(of=users, key_share=True), USER)
SPEND = (
    update(permits)
    .where(permits.c.id == bindparam("permit_id", type_=Uuid), UNUSED)
    .values(spent_at=bindparam("now", type_=Instant))
    .returning(permits.c.id)
)
DO_ADMIT, DO_ADMIT_DIVIDED = prepared(ADMIT), prepared(ADMIT_DIVIDED)
DO_RELEASE, DO_RELEASE_DIVIDED = prepared(RELEASE), prepared(RELEASE_DIVIDED)
DO_ADMIT_OVER, DO_ACCEPT, DO_KEEP = prepared(ADMIT_OVER), prepared(ACCEPT), prepared(KEEP)


class SqlRegister:
    """The port Register, in the caller's transaction."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def hold(self, student_id: UserId) -> User | None:
        """Lock the student's row; on SQLite the transaction is the only writer already."""
        try:
            row = self._statements.first(HOLD, {"student_id": student_id})
        except LockTimeout as timeout:
            raise StudentBusy from timeout
        return read_user(*row) if row else None

    def facts(self, course_id: CourseId, student_id: UserId | None, key: str | None = None) -> Facts:
        """Read the facts about a course."""
        if student_id is None:
            return self._facts(PUBLIC_FACTS, PUBLIC, {"course_id": course_id})
        return self._facts(FACTS, ALL, {"course_id": course_id, "student_id": student_id, "key": key})

    def facts_about(self, course_ids: Sequence[CourseId], student_id: UserId | None) -> Mapping[CourseId, Facts]:
        """Read the facts about each of the courses."""
        rows = self._rows(FACTS_ABOUT.where(courses.c.id.in_(course_ids)), student_id)
        return {facts.course.id: facts for facts in rows if facts.course}

    def facts_about_sections(
        self, course: Course, student_id: UserId | None, *, open_at: datetime | None = None, most: int
    ) -> Sequence[Facts]:
        """Read the facts about other sections of the course."""
        others = FACTS_ABOUT.where(
            courses.c.term == course.term,
            courses.c.code == course.code,
            courses.c.id != course.id,
            *(is_open_at(open_at, reserved=student_id is not None) if open_at else [courses.c.status == PUBLISHED]),
        )
        return self._rows(others.order_by(courses.c.sort_key).limit(most), student_id)

    def facts_of(self, enrollment_id: EnrollmentId, student_id: UserId, key: str | None = None) -> Facts:
        """Read the facts about an enrollment."""
        return self._facts(FACTS_OF, ALL, {"enrollment_id": enrollment_id, "student_id": student_id, "key": key})

    def _facts(self, statement: Prepared, reading: Reading, parameters: dict[str, Any]) -> Facts:
        row = self._statements.first(statement, parameters)
        assert row is not None, "one row in any case"
        return reading.facts(row)

    def _rows(self, statement: Executable, student_id: UserId | None) -> list[Facts]:
        rows = self._statements.execute(statement, {"student_id": student_id, "key": None})
        return [ALL.facts(tuple(row)) for row in rows]

    def admit(self, enrollment: Enrollment, record: Record, shared: str | None = None, *, locked: bool = False) -> bool:
        """Run the guarded claim; that of an undivided course touches no row but the course's."""
        is_divided = enrollment.pool is not None or shared is not None
        claim = DO_ADMIT_DIVIDED if is_divided else DO_ADMIT
        return self._claimed(claim, enrollment, record, shared=shared, locked=locked)

    def admit_over(self, enrollment: Enrollment, record: Record, shared: str | None = None) -> bool:
        """Run the claim that counts beyond the seats."""
        return self._claimed(DO_ADMIT_OVER, enrollment, record, shared=shared)

    def accept(self, enrollment: Enrollment, record: Record) -> bool:
        """Run the claim that changes no count."""
        return self._claimed(DO_ACCEPT, enrollment, record)

    def release(
        self, enrollment: Enrollment, record: Record, shared: str | None = None, *, locked: bool = False
    ) -> bool:
        """Run the guarded release; that of an undivided course changes nothing where it is divided after all."""
        is_divided = enrollment.pool is not None or shared is not None
        is_released = not is_divided and self._claimed(DO_RELEASE, enrollment, record, locked=locked)
        return is_released or self._claimed(DO_RELEASE_DIVIDED, enrollment, record, locked=locked)

    def spend(self, permit_id: PermitId, at: datetime) -> bool:
        """Note when it was spent."""
        return self._statements.execute(SPEND, {"permit_id": permit_id, "now": at}).first() is not None

    def keep(self, record: Record) -> None:
        """Keep the record."""
        self._statements.first(DO_KEEP, record_parameters(record))

    def release_pools(self, course_id: CourseId, at: datetime) -> None:
        """Mark the pools, and keep their seats no longer."""
        release_pools(self._statements, course_id, at)

    def _claimed(self, claim: Prepared, enrollment: Enrollment, record: Record, **about: Any) -> bool:
        seat = {
            "enrollment_id": enrollment.id,
            "status": enrollment.status.value,
            "pool": enrollment.pool,
            **about,
        }
        return self._statements.first(claim, record_parameters(record) | seat) is not None
