"""Permits, over SQL."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Row, and_, insert, or_, select, update

from enrollment.adapters.sql.engine import Statements
from enrollment.adapters.sql.tables import permits
from enrollment.domain.identifiers import CourseId, PermitId, UserId
from enrollment.domain.permits import Permit
from enrollment.ports.permits import Grant

_C = permits.c
UNUSED = and_(_C.spent_at.is_(None), _C.revoked_at.is_(None))


class SqlPermits:
    """The port Permits, over SQL."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def grant(self, grant: Grant) -> None:
        """Insert the permit."""
        permit = grant.permit
        row = {
            "id": permit.id,
            "course_id": grant.course_id,
            "student_id": grant.student_id,
            "code_hash": grant.code_hash,
            "codes": sorted(permit.codes),
            "granted_by": permit.granted_by,
            "granted_at": grant.granted_at,
            "expires_at": permit.expires_at,
            "single_use": permit.single_use,
        }
        self._statements.execute(insert(permits), row)

    def of_course(self, course_id: CourseId) -> Sequence[Grant]:
        """Read the permits for the course."""
        theirs = select(permits).where(_C.course_id == course_id).order_by(_C.granted_at.desc(), _C.id)
        return [_grant(row) for row in self._statements.execute(theirs)]

    def redeem(self, code_hash: str, course_id: CourseId, student_id: UserId, at: datetime) -> Permit | None:
        """Put the student's name on the permit, unless it bears another's."""
        redeemed = (
            update(permits)
            .where(_C.code_hash == code_hash, _C.course_id == course_id, UNUSED)
            .where(or_(_C.student_id.is_(None), _C.student_id == student_id))
            .where(or_(_C.expires_at.is_(None), _C.expires_at > at))
            .values(student_id=student_id)
            .returning(*permits.c)
        )
        row = self._statements.execute(redeemed).first()
        return _grant(row).permit if row else None

    def revoke(self, permit_id: PermitId, at: datetime) -> bool:
        """Note when it was taken back."""
        revoked = update(permits).where(_C.id == permit_id, UNUSED).values(revoked_at=at).returning(_C.id)
        return self._statements.execute(revoked).first() is not None


def _grant(row: Row[tuple[object, ...]]) -> Grant:
    of = row._mapping
    permit = Permit(
        id=of[_C.id],
        codes=frozenset(of[_C.codes]),
        granted_by=of[_C.granted_by],
        expires_at=of[_C.expires_at],
        single_use=of[_C.single_use],
    )
    return Grant(
        permit=permit,
        course_id=of[_C.course_id],
        granted_at=of[_C.granted_at],
        student_id=of[_C.student_id],
        code_hash=of[_C.code_hash],
        spent_at=of[_C.spent_at],
        revoked_at=of[_C.revoked_at],
    )
