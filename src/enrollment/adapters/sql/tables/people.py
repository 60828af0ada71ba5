"""Users, and how they are signed in."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, String, Table, Text, Uuid

from enrollment.adapters.sql.tables.metadata import metadata
from enrollment.adapters.sql.types import Instant, Json

users = Table(
    "users",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("email", String(254), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("roles", Json, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("password_hash", Text),
)

# Of the secrets below only SHA-256 hashes are kept: who reads the table can sign in as nobody.
sessions = Table(
    "sessions",
    metadata,
    Column("secret_hash", String(64), primary_key=True),
    Column("user_id", Uuid, ForeignKey("users.id"), nullable=False, index=True),
    Column("started_at", Instant, nullable=False),
    Column("last_seen_at", Instant, nullable=False),
)

refresh_tokens = Table(
    "refresh_tokens",
    metadata,
    Column("secret_hash", String(64), primary_key=True),
    Column("user_id", Uuid, ForeignKey("users.id"), nullable=False),
    Column("family", Uuid, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used", Boolean, nullable=False),
    Column("revoked", Boolean, nullable=False),
    Index("ix_refresh_tokens_family", "family"),
)
