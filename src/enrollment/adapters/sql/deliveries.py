"""Deliveries, over SQL."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, bindparam, func, select, text, tuple_, update

from enrollment.adapters.sql.engine import Statements
from enrollment.adapters.sql.tables import courses, deliveries
from enrollment.domain.deliveries import Delivery, DeliveryState, Try
from enrollment.domain.identifiers import MessageId, UserId
from enrollment.domain.notices import NoticeKind
from enrollment.domain.plain import from_plain, to_plain
from enrollment.ports.deliveries import LEASE, Listed

C = deliveries.c
COLUMNS = ", ".join(C.keys())
ADD = text(
    f"INSERT INTO deliveries ({COLUMNS}) VALUES (:{COLUMNS.replace(', ', ', :')}) ON CONFLICT (id) DO NOTHING"  # noqa: S608 - of names
).bindparams(*(bindparam(column.name, type_=column.type) for column in C))
WAITING = C.state == DeliveryState.WAITING.value
LATEST_FIRST = (C.at.desc(), C.id.desc())
MOST_OF_ONE = 200


class SqlDeliveries:
    """The port Deliveries, over SQL."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def add(self, delivery: Delivery) -> None:
        """Insert the row, unless it is there."""
        self._statements.execute(ADD, _row(delivery))

    def claim(self, limit: int, at: datetime) -> Sequence[Delivery]:
        """Lease the rows longest due in one statement, passing over what another claimer has locked."""
        is_free = C.claimed_until.is_(None) | (C.claimed_until <= at)
        due = (
            select(C.id)
            .where(WAITING, C.next_attempt_at <= at, is_free)
            .order_by(C.next_attempt_at, C.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        lease = (
            update(deliveries)
            .where(C.id.in_(due.scalar_subquery()))
            .values(claimed_until=at + LEASE, attempts=C.attempts + 1, first_at=func.coalesce(C.first_at, at))
            .returning(*C)
        )
        claimed = map(_delivery, self._statements.execute(lease).mappings())
        return sorted(claimed, key=lambda delivery: (delivery.next_attempt_at, delivery.id.hex))

    def note(self, delivery: Delivery) -> bool:
        """Write the history, if the lease is still this one."""
        return self._change_own(delivery, _history(delivery))

    def record(self, delivery: Delivery) -> bool:
        """Write the row and end the lease, if it is still this one."""
        return self._change_own(delivery, _row(delivery) | {"claimed_until": None})

    def _change_own(self, delivery: Delivery, values: Mapping[str, Any]) -> bool:
        own = update(deliveries).where(C.id == delivery.id, C.claimed_until == delivery.claimed_until)
        return self._statements.execute(own.values(values).returning(C.id)).first() is not None

    def find(self, delivery_id: MessageId) -> Delivery | None:
        """Read one row."""
        row = self._statements.execute(select(deliveries).where(C.id == delivery_id)).mappings().first()
        return _delivery(row) if row else None

    def of(self, user_id: UserId) -> Sequence[Delivery]:
        """Read the user's latest rows."""
        theirs = select(deliveries).where(C.user_id == user_id).order_by(*LATEST_FIRST).limit(MOST_OF_ONE)
        return [_delivery(row) for row in self._statements.execute(theirs).mappings()]

    def listed(self, states: Collection[DeliveryState], limit: int, after: MessageId | None = None) -> Sequence[Listed]:
        """Read a page; where it begins is where the row before it stands."""
        page = (
            select(*C, courses.c.code, courses.c.section)
            .join_from(deliveries, courses, courses.c.id == C.course_id, isouter=True)
            .where(C.state.in_([state.value for state in states]))
            .order_by(*LATEST_FIRST)
            .limit(limit)
        )
        last = self.find(after) if after else None
        if last:
            page = page.where(tuple_(C.at, C.id) < (last.at, last.id))
        rows = self._statements.execute(page).mappings()
        return [Listed(delivery=_delivery(row), course=_course(row)) for row in rows]

    def resend(self, delivery_id: MessageId, at: datetime) -> bool:
        """Make the row due, in one guarded statement."""
        anew = {"state": DeliveryState.WAITING.value, "first_at": None, "next_attempt_at": at, "ended_at": None}
        unaccepted = update(deliveries).where(C.id == delivery_id, C.state != DeliveryState.ACCEPTED.value)
        return self._statements.execute(unaccepted.values(anew).returning(C.id)).first() is not None

    def counts(self) -> Mapping[DeliveryState, int]:
        """Count by state."""
        counted = self._statements.execute(select(C.state, func.count().label("n")).group_by(C.state))
        return dict.fromkeys(DeliveryState, 0) | {DeliveryState(row["state"]): row["n"] for row in counted.mappings()}

    def oldest_waiting(self) -> datetime | None:
        """Read the earliest instant."""
        at: datetime | None = self._statements.execute(select(func.min(C.at)).where(WAITING)).scalar_one()
        return at


def _row(delivery: Delivery) -> dict[str, Any]:
    return {
        "id": delivery.id,
        "user_id": delivery.user_id,
        "kind": delivery.kind.value,
        "course_id": delivery.course_id,
        "enrollment_id": delivery.enrollment_id,
        "told": dict(delivery.told),
        "recipient": delivery.recipient,
        "at": delivery.at,
        "state": delivery.state.value,
        "attempts": delivery.attempts,
        "first_at": delivery.first_at,
        "next_attempt_at": delivery.next_attempt_at,
        "claimed_until": delivery.claimed_until,
        "ended_at": delivery.ended_at,
        **_history(delivery),
    }


def _history(delivery: Delivery) -> dict[str, Any]:
    return {
        "history": to_plain(delivery.history),
        "ambiguous": delivery.ambiguous,
        "last_answer": delivery.last_answer,
    }


def _delivery(row: RowMapping) -> Delivery:
    return Delivery(
        id=row[C.id],
        user_id=row[C.user_id],
        kind=NoticeKind(row[C.kind]),
        course_id=row[C.course_id],
        enrollment_id=row[C.enrollment_id],
        told=row[C.told],
        recipient=row[C.recipient],
        at=row[C.at],
        state=DeliveryState(row[C.state]),
        attempts=row[C.attempts],
        first_at=row[C.first_at],
        next_attempt_at=row[C.next_attempt_at],
        claimed_until=row[C.claimed_until],
        ended_at=row[C.ended_at],
        history=tuple(from_plain(Try, past) for past in row[C.history]),
    )


def _course(row: RowMapping) -> str:
    code = row[courses.c.code]
    return f"{code} {row[courses.c.section]}" if code else ""
