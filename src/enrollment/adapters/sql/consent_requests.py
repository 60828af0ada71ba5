"""Requests for consent, over SQL."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import RowMapping, func, select, text, update
from sqlalchemy.sql.expression import bindparam

from enrollment.adapters.sql.engine import Statements
from enrollment.adapters.sql.rows import course_of, user_of
from enrollment.adapters.sql.tables import consent_requests, courses, users
from enrollment.domain.identifiers import ConsentRequestId, CourseId, UserId
from enrollment.ports.consent_requests import Asked, ConsentRequest

_C = consent_requests.c
ASK = text(
    "INSERT INTO consent_requests (id, course_id, student_id, note, asked_at) "
    "VALUES (:id, :course_id, :student_id, :note, :asked_at) ON CONFLICT DO NOTHING RETURNING 1"
).bindparams(*(bindparam(name, type_=_C[name].type) for name in ("id", "course_id", "student_id", "asked_at")))

ASKED = (
    select(*_C, *users.c, *courses.c)
    .join_from(consent_requests, users, _C.student_id == users.c.id)
    .join(courses, _C.course_id == courses.c.id)
)


class SqlConsentRequests:
    """The port ConsentRequests, over SQL."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def ask(self, request: ConsentRequest) -> bool:
        """Insert the request, unless there is an undecided one."""
        row = {
            "id": request.id,
            "course_id": request.course_id,
            "student_id": request.student_id,
            "note": request.note,
            "asked_at": request.asked_at,
        }
        return self._statements.execute(ASK, row).first() is not None

    def undecided(self, limit: int, offset: int = 0) -> tuple[Sequence[Asked], int]:
        """Read the requests to decide, and count them."""
        waiting = (
            ASKED.add_columns(func.count().over().label("total"))
            .where(_C.decided_at.is_(None))
            .order_by(_C.asked_at, _C.id)
        )
        rows = self._statements.execute(waiting.limit(limit).offset(offset)).mappings().all()
        return [_asked(row) for row in rows], rows[0]["total"] if rows else self._count()

    def _count(self) -> int:
        counted = select(func.count()).select_from(consent_requests).where(_C.decided_at.is_(None))
        return int(self._statements.execute(counted).scalar_one())

    def find(self, request_id: ConsentRequestId) -> Asked | None:
        """Read the request of that id."""
        row = self._statements.execute(ASKED.where(_C.id == request_id)).mappings().first()
        return _asked(row) if row else None

    def latest(self, student_id: UserId, course_id: CourseId) -> ConsentRequest | None:
        """Read what the student asked last for the course."""
        theirs = select(*_C).where(_C.student_id == student_id, _C.course_id == course_id)
        row = self._statements.execute(theirs.order_by(_C.asked_at.desc(), _C.id.desc()).limit(1)).mappings().first()
        return _request(row) if row else None

    def decide(
        self, request_id: ConsentRequestId, *, approved: bool, by: UserId, at: datetime, answer: str = ""
    ) -> ConsentRequest | None:
        """Note the decision."""
        decided = (
            update(consent_requests)
            .where(_C.id == request_id, _C.decided_at.is_(None))
            .values(approved=approved, decided_by=by, decided_at=at, answer=answer)
            .returning(*_C)
        )
        row = self._statements.execute(decided).mappings().first()
        return _request(row) if row else None


def _asked(row: RowMapping) -> Asked:
    return Asked(request=_request(row), student=user_of(row), course=course_of(row))


def _request(row: RowMapping) -> ConsentRequest:
    return ConsentRequest(
        id=row[_C.id],
        course_id=row[_C.course_id],
        student_id=row[_C.student_id],
        note=row[_C.note],
        asked_at=row[_C.asked_at],
        decided_at=row[_C.decided_at],
        decided_by=row[_C.decided_by],
        approved=row[_C.approved],
        answer=row[_C.answer],
    )
