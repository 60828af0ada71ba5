"""The outbox, over SQL: a table in the same database as the change."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import RowMapping, bindparam, delete, func, or_, select, text, update

from enrollment.adapters.sql.engine import Statements
from enrollment.adapters.sql.prepared import Prepared
from enrollment.adapters.sql.tables import handled_messages, outbox
from enrollment.adapters.sql.types import Json
from enrollment.domain.identifiers import MessageId
from enrollment.domain.messages import Message
from enrollment.ports.outbox import LEASE

_MESSAGES = bindparam("messages", type_=Json)
# All of them as one value: a row at a time takes three times as long, and some lines have hundreds to be told.
PUT = Prepared(
    text(
        """INSERT INTO outbox (id, kind, body, at) SELECT m.id, m.kind, m.body, m.at
        FROM jsonb_to_recordset(:messages) AS m(id uuid, kind text, body jsonb, at timestamptz) RETURNING 1"""
    ).bindparams(_MESSAGES),
    sqlite=text(
        """INSERT INTO outbox (id, kind, body, at) SELECT replace(json_extract(value, '$.id'), '-', ''),
        json_extract(value, '$.kind'), json_extract(value, '$.body'), json_extract(value, '$.at')
        FROM json_each(:messages) RETURNING 1"""
    ).bindparams(_MESSAGES),
)
FORGOTTEN = text(
    """INSERT INTO forgotten_messages (kind, count) VALUES (:kind, :count)
    ON CONFLICT (kind) DO UPDATE SET count = forgotten_messages.count + excluded.count"""
)


class SqlOutbox:
    """The port Outbox, over SQL."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def put(self, *messages: Message) -> None:
        """Insert the messages."""
        if messages:
            self._statements.all(PUT, {"messages": [_plain(one) for one in messages]})

    def claim(self, limit: int, at: datetime) -> Sequence[Message]:
        """Lease the oldest waiting rows in one statement, passing over what another claimer has locked."""
        c = outbox.c
        oldest = (
            select(c.position)
            .where(c.sent_at.is_(None), or_(c.claimed_until.is_(None), c.claimed_until <= at))
            .order_by(c.position)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        lease = (
            update(outbox)
            .where(c.position.in_(oldest.scalar_subquery()))
            .values(claimed_until=at + LEASE, attempts=c.attempts + 1)
            .returning(*c)
        )
        rows = self._statements.execute(lease).mappings().all()
        return [_message(row) for row in sorted(rows, key=lambda row: int(row[c.position]))]

    def sent(self, message_ids: Collection[MessageId], at: datetime) -> None:
        """Mark the rows sent, in one statement."""
        note = update(outbox).where(outbox.c.id.in_(message_ids)).values(sent_at=at, last_error=None)
        self._statements.execute(note)

    def failed(self, message_id: MessageId, error: str, retry_at: datetime) -> None:
        """Keep the error, and let the lease run until the retry."""
        note = update(outbox).where(outbox.c.id == message_id).values(claimed_until=retry_at, last_error=error[:1000])
        self._statements.execute(note)

    def waiting(self) -> int:
        """Count the rows not sent."""
        count = select(func.count()).select_from(outbox).where(outbox.c.sent_at.is_(None))
        return int(self._statements.execute(count).scalar_one())

    def oldest_waiting(self) -> datetime | None:
        """Read the earliest instant."""
        earliest = select(func.min(outbox.c.at)).where(outbox.c.sent_at.is_(None))
        at: datetime | None = self._statements.execute(earliest).scalar_one()
        return at

    def resend(self, message_id: MessageId, at: datetime) -> bool:
        """Take the mark off again."""
        again = update(outbox).where(outbox.c.id == message_id).values(sent_at=None, claimed_until=at)
        return self._statements.execute(again.returning(outbox.c.id)).first() is not None

    def forget(self, before: datetime) -> int:
        """Delete the rows that are settled, and add them to the count of those deleted before."""
        h = handled_messages.c
        needed = select(h.message_id).where(h.message_id == outbox.c.id, h.state != "handled").exists()
        old = delete(outbox).where(outbox.c.sent_at < before, ~needed).returning(outbox.c.kind)
        kinds = Counter(kind for (kind,) in self._statements.execute(old))
        for kind, count in kinds.items():
            self._statements.execute(FORGOTTEN, {"kind": kind, "count": count})
        return kinds.total()


def _plain(message: Message) -> Mapping[str, Any]:
    at = message.at.astimezone(UTC).isoformat(timespec="microseconds")
    return {"id": str(message.id), "kind": message.kind, "body": dict(message.body), "at": at}


def _message(row: RowMapping) -> Message:
    c = outbox.c
    return Message(id=row[c.id], kind=row[c.kind], at=row[c.at], body=row[c.body])
