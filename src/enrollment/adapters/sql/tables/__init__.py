"""The tables. Their names are the user's document's; no row leaves this package."""

from enrollment.adapters.sql.tables.catalog import courses, terms
from enrollment.adapters.sql.tables.deliveries import deliveries
from enrollment.adapters.sql.tables.measures import measures
from enrollment.adapters.sql.tables.messages import forgotten_messages, handled_messages, outbox
from enrollment.adapters.sql.tables.metadata import metadata
from enrollment.adapters.sql.tables.people import refresh_tokens, sessions, users
from enrollment.adapters.sql.tables.reserves import cross_listings, seat_pools
from enrollment.adapters.sql.tables.rules import rule_editions, rule_sets
from enrollment.adapters.sql.tables.seats import (
    course_enrollments,
    idempotency_keys,
    receipts,
    user_activity_logs,
)
from enrollment.adapters.sql.tables.students import academic_records, consent_requests, permits, plan_lines
from enrollment.adapters.sql.tables.waitlists import (
    agenda,
    seat_watches,
    waitlist_entries,
    waitlist_places,
    waitlist_swaps,
)

__all__ = [
    "academic_records",
    "agenda",
    "consent_requests",
    "course_enrollments",
    "courses",
    "cross_listings",
    "deliveries",
    "forgotten_messages",
    "handled_messages",
    "idempotency_keys",
    "measures",
    "metadata",
    "outbox",
    "permits",
    "plan_lines",
    "receipts",
    "refresh_tokens",
    "rule_editions",
    "rule_sets",
    "seat_pools",
    "seat_watches",
    "sessions",
    "terms",
    "user_activity_logs",
    "users",
    "waitlist_entries",
    "waitlist_places",
    "waitlist_swaps",
]
