"""Seats taken, and the record of every decision about one."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, String, Table, Text, Uuid, text

from enrollment.adapters.sql.tables.metadata import metadata
from enrollment.adapters.sql.types import Instant, Json

LIVE = text("status IN ('approved', 'offered', 'pending_payment')")

course_enrollments = Table(
    "course_enrollments",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("course_id", Uuid, ForeignKey("courses.id"), nullable=False),
    Column("student_id", Uuid, ForeignKey("users.id"), nullable=False),
    Column("status", String(20), nullable=False),
    Column("enrollment_date", Instant, nullable=False),
    Column("ended_at", Instant),
    # The pool that gave the seat, by name and without a foreign key: it may be published away, and come back.
    Column("pool", Text),
    # By the student first: a decision reads what the student holds, and no plan should read the others' for it.
    Index(
        "uq_course_enrollments_live",
        "student_id",
        "course_id",
        unique=True,
        postgresql_where=LIVE,
        sqlite_where=LIVE,
    ),
    Index("ix_course_enrollments_live", "course_id", postgresql_where=LIVE, sqlite_where=LIVE),
    Index("ix_course_enrollments_student_id", "student_id", "enrollment_date"),
)

user_activity_logs = Table(
    "user_activity_logs",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("user_id", Uuid),
    Column("action", String(40), nullable=False),
    Column("details", Json, nullable=False),
    Column("timestamp", Instant, nullable=False),
    Column("address", String(64), nullable=False),
    Column("door", String(10), nullable=False),
    Column("request_id", String(64), nullable=False),
    Index("ix_user_activity_logs_user_id", "user_id", "id"),
)

receipts = Table(
    "receipts",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("action", String(40), nullable=False),
    Column("user_id", Uuid, nullable=False),
    Column("course_id", Uuid, nullable=False),
    Column("at", Instant, nullable=False),
    Column("rules_version", String(40), nullable=False),
    Column("reasons", Json, nullable=False),
    # As the decision left it; what has become of it since stands in course_enrollments.
    Column("enrollment", Json),
    # The place in line the decision gave, if it gave one.
    Column("place", Json),
)

idempotency_keys = Table(
    "idempotency_keys",
    metadata,
    Column("user_id", Uuid, primary_key=True),
    Column("key", String(255), primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    Column("receipt_id", Uuid, ForeignKey("receipts.id"), nullable=False),
    Column("created_at", Instant, nullable=False),
    Index("ix_idempotency_keys_created_at", "created_at"),
)
