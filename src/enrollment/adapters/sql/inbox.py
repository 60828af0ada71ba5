"""The inbox, over SQL."""

from datetime import datetime

from sqlalchemy import Uuid, bindparam, select, text

from enrollment.adapters.sql.engine import Statements
from enrollment.adapters.sql.tables import handled_messages
from enrollment.adapters.sql.types import Instant
from enrollment.domain.identifiers import MessageId

ADD = text(
    "INSERT INTO handled_messages (consumer, message_id, at) "
    "VALUES (:consumer, :message_id, :at) ON CONFLICT DO NOTHING"
).bindparams(bindparam("message_id", type_=Uuid), bindparam("at", type_=Instant))


class SqlInbox:
    """The port Inbox, over SQL."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def has(self, consumer: str, message_id: MessageId) -> bool:
        """Look for the row."""
        c = handled_messages.c
        row = select(c.at).where(c.consumer == consumer, c.message_id == message_id)
        return self._statements.execute(row).first() is not None

    def add(self, consumer: str, message_id: MessageId, at: datetime) -> None:
        """Insert the row, unless it is there."""
        self._statements.execute(ADD, {"consumer": consumer, "message_id": message_id, "at": at})
