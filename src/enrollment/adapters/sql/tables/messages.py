"""Messages on their way out, and messages handled."""

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, Text, Uuid, text

from enrollment.adapters.sql.tables.metadata import metadata
from enrollment.adapters.sql.types import Instant, Json

WAITING = text("sent_at IS NULL")
UNSETTLED = text("state <> 'handled'")

outbox = Table(
    "outbox",
    metadata,
    Column("position", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("id", Uuid, nullable=False, unique=True),
    Column("kind", String(60), nullable=False),
    Column("body", Json, nullable=False),
    Column("at", Instant, nullable=False),
    Column("claimed_until", Instant),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("last_error", Text),
    Column("sent_at", Instant),
    Index("ix_outbox_waiting", "position", postgresql_where=WAITING, sqlite_where=WAITING),
)

# How many messages of each kind were in the outbox once, so that the audit can still count all there ever were.
forgotten_messages = Table(
    "forgotten_messages",
    metadata,
    Column("kind", String(60), primary_key=True),
    Column("count", BigInteger, nullable=False),
)

# The inbox. ``state`` is handled, failing (to be tried again) or dead (parked); the message itself is in the outbox.
handled_messages = Table(
    "handled_messages",
    metadata,
    Column("consumer", String(40), primary_key=True),
    Column("message_id", Uuid, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("state", String(20), nullable=False, server_default="handled"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("last_error", Text),
    Index("ix_handled_messages_unsettled", "message_id", postgresql_where=UNSETTLED, sqlite_where=UNSETTLED),
)
