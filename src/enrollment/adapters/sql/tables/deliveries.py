"""Mails, and what became of them."""

from sqlalchemy import CheckConstraint, Column, Index, Integer, String, Table, Text, Uuid, text

from enrollment.adapters.sql.tables.metadata import metadata
from enrollment.adapters.sql.types import Instant, Json

WAITING = text("state = 'waiting'")

deliveries = Table(
    "deliveries",
    metadata,
    # The id of the message in the outbox that calls for the mail.
    Column("id", Uuid, primary_key=True),
    Column("user_id", Uuid, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("course_id", Uuid, nullable=False),
    Column("enrollment_id", Uuid),
    # The event it tells of, as the message has it.
    Column("told", Json, nullable=False, server_default="{}"),
    Column("recipient", String(254), nullable=False),
    Column("at", Instant, nullable=False),
    Column("state", String(20), nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("first_at", Instant),
    Column("next_attempt_at", Instant),
    Column("claimed_until", Instant),
    Column("ended_at", Instant),
    # Every attempt: when, what it came to, and what was said. The two below are drawn from it, for whoever asks here.
    Column("history", Json, nullable=False),
    Column("ambiguous", Integer, nullable=False, server_default="0"),
    Column("last_answer", Text, nullable=False, server_default=""),
    CheckConstraint("(state = 'waiting') = (ended_at IS NULL)", name="ended_when_not_waiting"),
    Index("ix_deliveries_due", "next_attempt_at", postgresql_where=WAITING, sqlite_where=WAITING),
    Index("ix_deliveries_user_id", "user_id", "at"),
    Index("ix_deliveries_state", "state", "at"),
)
