"""Messages on their way out, and messages handled."""

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, Text, Uuid, text

from enrollment.adapters.sql.tables.metadata import metadata
from enrollment.adapters.sql.types import Instant, Json

WAITING = text("sent_at IS NULL")

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

handled_messages = Table(
    "handled_messages",
    metadata,
    Column("consumer", String(40), primary_key=True),
    Column("message_id", Uuid, primary_key=True),
    Column("at", Instant, nullable=False),
)
