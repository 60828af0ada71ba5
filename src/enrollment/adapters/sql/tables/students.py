"""What is known of students besides their accounts, what they were permitted, and what they plan."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, Uuid, text

from enrollment.adapters.sql.tables.metadata import metadata
from enrollment.adapters.sql.types import Instant, Json

UNSPENT = text("spent_at IS NULL AND revoked_at IS NULL")
UNDECIDED = text("decided_at IS NULL")

# One row a student, since a decision reads it whole and a student's record is imported whole.
academic_records = Table(
    "academic_records",
    metadata,
    Column("student_id", Uuid, ForeignKey("users.id"), primary_key=True),
    Column("standing", String(60), nullable=False),
    Column("programme", String(60), nullable=False),
    Column("cohort", String(60), nullable=False),
    Column("completed", Json, nullable=False),
    Column("holds", Json, nullable=False),
)

# A permit without a student waits for whoever brings its code, of which only the SHA-256 is kept.
permits = Table(
    "permits",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("course_id", Uuid, ForeignKey("courses.id"), nullable=False),
    Column("student_id", Uuid, ForeignKey("users.id")),
    Column("code_hash", String(64), unique=True),
    Column("codes", Json, nullable=False),
    Column("granted_by", Text, nullable=False),
    Column("granted_at", Instant, nullable=False),
    Column("expires_at", Instant),
    Column("single_use", Boolean, nullable=False),
    Column("spent_at", Instant),
    Column("revoked_at", Instant),
    Index("ix_permits_usable", "student_id", "course_id", postgresql_where=UNSPENT, sqlite_where=UNSPENT),
    Index("ix_permits_course_id", "course_id", "granted_at"),
)

consent_requests = Table(
    "consent_requests",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("course_id", Uuid, ForeignKey("courses.id"), nullable=False),
    Column("student_id", Uuid, ForeignKey("users.id"), nullable=False),
    Column("note", Text, nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("decided_at", Instant),
    Column("decided_by", Uuid, ForeignKey("users.id")),
    Column("approved", Boolean),
    Column("answer", Text, nullable=False, server_default=""),
    # One undecided request a student and course.
    Index(
        "uq_consent_requests_undecided",
        "student_id",
        "course_id",
        unique=True,
        postgresql_where=UNDECIDED,
        sqlite_where=UNDECIDED,
    ),
    Index("ix_consent_requests_asked_at", "asked_at", postgresql_where=UNDECIDED, sqlite_where=UNDECIDED),
)

# ``priority`` orders a student's plan: the first line is what matters most.
plan_lines = Table(
    "plan_lines",
    metadata,
    Column("student_id", Uuid, ForeignKey("users.id"), primary_key=True),
    Column("course_id", Uuid, ForeignKey("courses.id"), primary_key=True),
    Column("priority", Integer, nullable=False),
    Column("added_at", Instant, nullable=False),
)
