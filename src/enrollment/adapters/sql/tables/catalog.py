"""Courses and terms."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)

from enrollment.adapters.sql.tables.metadata import metadata
from enrollment.adapters.sql.types import Instant, Json

CROSS_LISTED = text("cross_listing IS NOT NULL")

terms = Table(
    "terms",
    metadata,
    Column("code", String(20), primary_key=True),
    Column("name", String(100), nullable=False),
    Column("starts_on", Date),
    Column("ends_on", Date),
)

courses = Table(
    "courses",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("term", String(20), nullable=False),
    Column("code", String(40), nullable=False),
    Column("section", String(40), nullable=False),
    Column("subject", String(40), nullable=False),
    Column("title", Text, nullable=False),
    Column("units", String(40), nullable=False),
    Column("description", Text, nullable=False),
    Column("status", String(20), nullable=False),
    Column("max_participants", Integer),
    Column("current_enrollment", Integer, nullable=False, server_default="0"),
    # How many more than max_participants sat here when it was last lowered; nobody is evicted for it.
    Column("overbook_allowance", Integer, nullable=False, server_default="0"),
    Column("registration_opens_at", Instant),
    # The first instant that is too late: a deadline given as a date ends with that day on campus.
    Column("registration_deadline", Instant),
    Column("meetings", Json, nullable=False),
    Column("sort_key", String(120).with_variant(String(120, collation="C"), "postgresql"), nullable=False),
    Column("search_text", Text, nullable=False),
    # How many wait for a seat, and the last number given out in line.
    Column("waiting", Integer, nullable=False, server_default="0"),
    Column("last_in_line", Integer, nullable=False, server_default="0"),
    # How many want to be told of a seat.
    Column("watched", Integer, nullable=False, server_default="0"),
    # The unused seats of its pools that are not released, so that an open seat is guarded on this row alone.
    Column("seats_kept", Integer, nullable=False, server_default="0"),
    Column("cross_listing", Text, ForeignKey("cross_listings.name")),
    UniqueConstraint("term", "code", "section"),
    CheckConstraint("current_enrollment >= 0", name="current_enrollment_not_negative"),
    CheckConstraint("max_participants >= 0", name="max_participants_not_negative"),
    CheckConstraint("current_enrollment <= max_participants + overbook_allowance", name="no_oversell"),
    CheckConstraint("waiting >= 0", name="waiting_not_negative"),
    CheckConstraint("seats_kept >= 0", name="seats_kept_not_negative"),
    Index(
        "ix_courses_cross_listing",
        "cross_listing",
        postgresql_where=CROSS_LISTED,
        sqlite_where=CROSS_LISTED,
    ),
    Index("ix_courses_sort_key", "sort_key", "id"),
    Index("ix_courses_subject", "subject", "sort_key"),
)
