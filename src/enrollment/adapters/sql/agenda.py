"""The agenda, over SQL."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import String, bindparam, delete, exists, select, text, tuple_, update
from sqlalchemy.sql.dml import ReturningUpdate

from enrollment.adapters.sql.engine import Statements
from enrollment.adapters.sql.tables import agenda
from enrollment.domain.identifiers import CourseId
from enrollment.ports.agenda import LEASE, Chore, Due

C = agenda.c
# Rows of one chore stand beside each other, so that whoever puts one down waits for nobody.
PUT = text(
    """INSERT INTO agenda (course_id, act, due_at, is_leased) SELECT :course_id, :act, :at, false WHERE NOT EXISTS
    (SELECT 1 FROM agenda WHERE course_id = :course_id AND act = :act AND due_at = :at AND NOT is_leased)"""
).bindparams(
    bindparam("course_id", type_=C.course_id.type), bindparam("act", type_=String), bindparam("at", type_=C.due_at.type)
)


class SqlAgenda:
    """The port Agenda, over SQL."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def put(self, course_id: CourseId, chore: Chore, at: datetime) -> None:
        """Insert a row, whatever others there are."""
        self._statements.execute(PUT, {"course_id": course_id, "act": chore.value, "at": at})

    def of(self, course_id: CourseId) -> Mapping[Chore, datetime]:
        """Read the course's rows, those that count last."""
        rows = select(C.act, C.due_at).where(C.course_id == course_id).order_by(C.due_at.desc())
        return {Chore(row.act): row.due_at for row in self._statements.execute(rows)}

    def due_since(self, at: datetime) -> datetime | None:
        """Read when the row longest due was."""
        due = select(C.due_at).where(C.due_at <= at).order_by(C.due_at).limit(1)
        since: datetime | None = self._statements.execute(due).scalar()
        return since

    def take(self, at: datetime) -> Due | None:
        """Put off the row longest due until the lease is over, and delete the others of the same chore that are due.

        What another has locked is passed over, and so is a chore of which an earlier row is due: that is being taken.
        """
        row = self._statements.execute(_lease_of(at)).first()
        if row is None:
            return None
        others = select(C.id).where(C.course_id == row.course_id, C.act == row.act, C.due_at <= at)
        self._statements.execute(delete(agenda).where(C.id.in_(others.with_for_update(skip_locked=True))))
        return Due(course_id=row.course_id, chore=Chore(row.act), leased_until=at + LEASE)

    def done(self, due: Due) -> None:
        """Delete the row that is put off for this lease, if it is still there."""
        this = C.course_id == due.course_id, C.act == due.chore.value, C.due_at == due.leased_until, C.is_leased
        self._statements.execute(delete(agenda).where(*this))


def _lease_of(at: datetime) -> ReturningUpdate[Any]:
    due, before = agenda.alias("due"), agenda.alias("before")
    is_before = tuple_(before.c.due_at, before.c.id) < tuple_(due.c.due_at, due.c.id)
    longest = (
        select(due.c.id)
        .where(due.c.due_at <= at)
        .where(~exists().where(before.c.course_id == due.c.course_id, before.c.act == due.c.act, is_before))
        .order_by(due.c.due_at, due.c.id)
        .limit(1)
        .with_for_update(of=due, skip_locked=True)
    )
    lease = update(agenda).where(C.id == longest.scalar_subquery()).values(due_at=at + LEASE, is_leased=True)
    return lease.returning(C.id, C.course_id, C.act)
