"""The tables. Their names are the user's document's; no row leaves this package."""

from enrollment.adapters.sql.tables.catalog import courses, terms
from enrollment.adapters.sql.tables.deliveries import deliveries
from enrollment.adapters.sql.tables.measures import measures
from enrollment.adapters.sql.tables.messages import forgotten_messages, handled_messages, outbox
from enrollment.adapters.sql.tables.metadata import metadata
from enrollment.adapters.sql.tables.people import refresh_tokens, sessions, users
from enrollment.adapters.sql.tables.seats import (
    course_enrollments,
    idempotency_keys,
    receipts,
    user_activity_logs,
)

__all__ = [
    "course_enrollments",
    "courses",
    "deliveries",
    "forgotten_messages",
    "handled_messages",
    "idempotency_keys",
    "measures",
    "metadata",
    "outbox",
    "receipts",
    "refresh_tokens",
    "sessions",
    "terms",
    "user_activity_logs",
    "users",
]
