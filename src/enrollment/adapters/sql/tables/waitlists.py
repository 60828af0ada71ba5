"""Who waits for seats, who wants to be told of one, and what is due for a course."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    Uuid,
    text,
)

from enrollment.adapters.sql.tables.metadata import metadata
from enrollment.adapters.sql.types import Instant, Json

WAITING = text("status = 'waiting'")
OFFERED = text("status = 'offered'")
OPEN = text("status IN ('waiting', 'offered')")

waitlist_entries = Table(
    "waitlist_entries",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("student_id", Uuid, ForeignKey("users.id"), nullable=False),
    Column("wish", Uuid, nullable=False),
    Column("choice", Integer, nullable=False),
    Column("joined_at", Instant, nullable=False),
    Column("status", String(20), nullable=False),
    Column("offered_at", Instant),
    Column("expires_at", Instant),
    Column("ended_at", Instant),
    # The codes of what stood against it when there last was a seat to give.
    Column("skipped", Json, nullable=False, server_default="[]"),
    Index("ix_waitlist_entries_student_id", "student_id", "joined_at"),
    Index("ix_waitlist_entries_wish", "wish"),
    Index("ix_waitlist_entries_expires_at", "expires_at", postgresql_where=OFFERED, sqlite_where=OFFERED),
)

# One row for each course an entry waits for. Rank is by precedence (the priority, negated: the least comes first) and
# then by sequence, which only ever grows within a course. Whose it is and how it stands are the entry's, for the
# indexes to say what holds.
waitlist_places = Table(
    "waitlist_places",
    metadata,
    Column("entry_id", Uuid, ForeignKey("waitlist_entries.id"), primary_key=True),
    Column("course_id", Uuid, ForeignKey("courses.id"), primary_key=True),
    Column("student_id", Uuid, nullable=False),
    Column("status", String(20), nullable=False),
    Column("precedence", Integer, nullable=False, server_default="0"),
    Column("sequence", Integer, nullable=False),
    UniqueConstraint("course_id", "sequence"),
    Index("uq_waitlist_places_open", "course_id", "student_id", unique=True, postgresql_where=OPEN, sqlite_where=OPEN),
    Index(
        "ix_waitlist_places_rank",
        "course_id",
        "precedence",
        "sequence",
        postgresql_where=WAITING,
        sqlite_where=WAITING,
    ),
    Index("ix_waitlist_places_student_id", "student_id", postgresql_where=OPEN, sqlite_where=OPEN),
)

# The seats an entry gives up once it has what it waits for.
waitlist_swaps = Table(
    "waitlist_swaps",
    metadata,
    Column("entry_id", Uuid, ForeignKey("waitlist_entries.id"), primary_key=True),
    Column("enrollment_id", Uuid, ForeignKey("course_enrollments.id"), primary_key=True),
    Column("course_id", Uuid, ForeignKey("courses.id"), nullable=False),
    Index("ix_waitlist_swaps_course_id", "course_id"),
    Index("ix_waitlist_swaps_enrollment_id", "enrollment_id"),
)

seat_watches = Table(
    "seat_watches",
    metadata,
    Column("student_id", Uuid, ForeignKey("users.id"), primary_key=True),
    Column("course_id", Uuid, ForeignKey("courses.id"), primary_key=True),
    Column("since", Instant, nullable=False),
    Index("ix_seat_watches_course_id", "course_id"),
)

# What the scheduler has to do for a course, and when. A chore that is put down twice has two rows, so that whoever puts
# one down waits for nobody else who does; whoever takes one up takes both.
agenda = Table(
    "agenda",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("course_id", Uuid, ForeignKey("courses.id"), nullable=False),
    Column("act", String(20), nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("is_leased", Boolean, nullable=False),
    Index("ix_agenda_due_at", "due_at"),
    Index("ix_agenda_course_id", "course_id", "act"),
)
