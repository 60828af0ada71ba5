"""The inbox, over SQL."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Uuid, bindparam, delete, func, select, text, tuple_, update

from enrollment.adapters.sql.engine import Statements
from enrollment.adapters.sql.tables import handled_messages, outbox
from enrollment.adapters.sql.types import Instant
from enrollment.domain.identifiers import MessageId
from enrollment.ports.inbox import FORGOTTEN_AT_ONCE, Parked

TYPES = (bindparam("message_id", type_=Uuid), bindparam("at", type_=Instant))
ADD = text(
    """INSERT INTO handled_messages (consumer, message_id, at, state) VALUES (:consumer, :message_id, :at, 'handled')
    ON CONFLICT (consumer, message_id) DO UPDATE SET state = 'handled', at = excluded.at
    WHERE handled_messages.state <> 'handled' RETURNING 1"""
).bindparams(*TYPES)
# Counted in the statement that decides, so that two failures at once are two.
FAILED = text(
    """INSERT INTO handled_messages (consumer, message_id, at, state, attempts, last_error)
    VALUES (:consumer, :message_id, :at, CASE WHEN :park_after <= 1 THEN 'dead' ELSE 'failing' END, 1, :error)
    ON CONFLICT (consumer, message_id) DO UPDATE SET
        attempts = handled_messages.attempts + 1, last_error = excluded.last_error, at = excluded.at,
        state = CASE WHEN handled_messages.attempts + 1 >= :park_after THEN 'dead' ELSE 'failing' END
    WHERE handled_messages.state <> 'handled' RETURNING state"""
).bindparams(*TYPES)
C = handled_messages.c


class SqlInbox:
    """The port Inbox, over SQL."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def has(self, consumer: str, message_id: MessageId) -> bool:
        """Look for the row."""
        row = select(C.at).where(C.consumer == consumer, C.message_id == message_id, C.state == "handled")
        return self._statements.execute(row).first() is not None

    def add(self, consumer: str, message_id: MessageId, at: datetime) -> bool:
        """Insert the row, or settle the one that is there."""
        values = {"consumer": consumer, "message_id": message_id, "at": at}
        return self._statements.execute(ADD, values).first() is not None

    def failed(self, consumer: str, message_id: MessageId, error: str, at: datetime, *, park_after: int) -> bool:
        """Insert the row, or count in the one that is there, unless it is settled."""
        values = {"consumer": consumer, "message_id": message_id, "at": at, "error": _kept(error)}
        row = self._statements.execute(FAILED, values | {"park_after": park_after}).first()
        return row is not None and row[0] == "dead"

    def parked(self, limit: int, offset: int = 0) -> Sequence[Parked]:
        """Read the rows, with the kinds of their messages."""
        columns = (C.consumer, C.message_id, outbox.c.kind, C.at, C.attempts, C.last_error)
        page = (
            select(*columns)
            .join_from(handled_messages, outbox, outbox.c.id == C.message_id, isouter=True)
            .where(C.state == "dead")
            .order_by(C.at.desc(), C.message_id.desc(), C.consumer.desc())
            .limit(limit)
            .offset(offset)
        )
        return [Parked(**row) for row in self._statements.execute(page).mappings()]

    def count_parked(self) -> int:
        """Count the rows."""
        count = select(func.count()).select_from(handled_messages).where(C.state == "dead")
        return int(self._statements.execute(count).scalar_one())

    def retry(self, message_id: MessageId) -> int:
        """Begin counting anew."""
        anew = update(handled_messages).where(C.message_id == message_id, C.state == "dead")
        return len(self._statements.execute(anew.values(state="failing", attempts=0).returning(C.consumer)).all())

    def forget(self, before: datetime) -> int:
        """Delete the rows, a few at a time, so that no hour's worth of them outlasts the statement's time."""
        is_needed = select(outbox.c.id).where(outbox.c.id == C.message_id).exists()
        old = select(C.consumer, C.message_id).where(C.state == "handled", C.at < before, ~is_needed)
        over = delete(handled_messages).where(tuple_(C.consumer, C.message_id).in_(old.limit(FORGOTTEN_AT_ONCE)))
        return len(self._statements.execute(over.returning(C.consumer)).all())


def _kept(error: str) -> str:
    return error.replace("\x00", "")[:1000]
