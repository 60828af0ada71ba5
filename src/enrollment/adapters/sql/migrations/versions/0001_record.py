"""The record: the catalog, people, seats, decisions and messages.

Cost: none on an empty database.
Back: forgets everything.
"""

import sqlalchemy as sa
from alembic import op

from enrollment.adapters.sql.types import Instant, Json

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "courses",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("term", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("section", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("units", sa.String(length=40), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("max_participants", sa.Integer(), nullable=True),
        sa.Column("current_enrollment", sa.Integer(), server_default="0", nullable=False),
        sa.Column("overbook_allowance", sa.Integer(), server_default="0", nullable=False),
        sa.Column("registration_opens_at", Instant, nullable=True),
        sa.Column("registration_deadline", Instant, nullable=True),
        sa.Column("meetings", Json, nullable=False),
        sa.Column(
            "sort_key",
            sa.String(length=120).with_variant(sa.String(length=120, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "current_enrollment <= max_participants + overbook_allowance", name=op.f("ck_courses_no_oversell")
        ),
        sa.CheckConstraint("current_enrollment >= 0", name=op.f("ck_courses_current_enrollment_not_negative")),
        sa.CheckConstraint("max_participants >= 0", name=op.f("ck_courses_max_participants_not_negative")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_courses")),
        sa.UniqueConstraint("term", "code", "section", name=op.f("uq_courses_term_code_section")),
    )
    op.create_index("ix_courses_sort_key", "courses", ["sort_key", "id"], unique=False)
    op.create_index("ix_courses_subject", "courses", ["subject", "sort_key"], unique=False)
    op.create_table(
        "handled_messages",
        sa.Column("consumer", sa.String(length=40), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("consumer", "message_id", name=op.f("pk_handled_messages")),
    )
    op.create_table(
        "outbox",
        sa.Column("position", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("body", Json, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("claimed_until", Instant, nullable=True),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("sent_at", Instant, nullable=True),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_outbox")),
        sa.UniqueConstraint("id", name=op.f("uq_outbox_id")),
    )
    op.create_index(
        "ix_outbox_waiting",
        "outbox",
        ["position"],
        unique=False,
        postgresql_where=sa.text("sent_at IS NULL"),
        sqlite_where=sa.text("sent_at IS NULL"),
    )
    op.create_table(
        "receipts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("rules_version", sa.String(length=40), nullable=False),
        sa.Column("reasons", Json, nullable=False),
        sa.Column("enrollment", Json, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipts")),
    )
    op.create_table(
        "terms",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_terms")),
    )
    op.create_table(
        "user_activity_logs",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("details", Json, nullable=False),
        sa.Column("timestamp", Instant, nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("door", sa.String(length=10), nullable=False),
        sa.Column("request_id", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_activity_logs")),
    )
    op.create_index("ix_user_activity_logs_user_id", "user_activity_logs", ["user_id", "id"], unique=False)
    op.create_table(
        "users",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("roles", Json, nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("email", name=op.f("uq_users_email")),
    )
    op.create_table(
        "course_enrollments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("student_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("enrollment_date", Instant, nullable=False),
        sa.Column("ended_at", Instant, nullable=True),
        sa.ForeignKeyConstraint(["course_id"], ["courses.id"], name=op.f("fk_course_enrollments_course_id_courses")),
        sa.ForeignKeyConstraint(["student_id"], ["users.id"], name=op.f("fk_course_enrollments_student_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_enrollments")),
    )
    op.create_index(
        "ix_course_enrollments_student_id", "course_enrollments", ["student_id", "enrollment_date"], unique=False
    )
    op.create_index(
        "uq_course_enrollments_live",
        "course_enrollments",
        ["course_id", "student_id"],
        unique=True,
        postgresql_where=sa.text("status IN ('approved', 'pending_payment')"),
        sqlite_where=sa.text("status IN ('approved', 'pending_payment')"),
    )
    op.create_table(
        "idempotency_keys",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("receipt_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.ForeignKeyConstraint(["receipt_id"], ["receipts.id"], name=op.f("fk_idempotency_keys_receipt_id_receipts")),
        sa.PrimaryKeyConstraint("user_id", "key", name=op.f("pk_idempotency_keys")),
    )
    op.create_index("ix_idempotency_keys_created_at", "idempotency_keys", ["created_at"], unique=False)
    op.create_table(
        "refresh_tokens",
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("family", sa.Uuid(), nullable=False),
        sa.Column("expires_at", Instant, nullable=False),
        sa.Column("used", sa.Boolean(), nullable=False),
        sa.Column("revoked", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_refresh_tokens_user_id_users")),
        sa.PrimaryKeyConstraint("secret_hash", name=op.f("pk_refresh_tokens")),
    )
    op.create_index("ix_refresh_tokens_family", "refresh_tokens", ["family"], unique=False)
    op.create_table(
        "sessions",
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("started_at", Instant, nullable=False),
        sa.Column("last_seen_at", Instant, nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_sessions_user_id_users")),
        sa.PrimaryKeyConstraint("secret_hash", name=op.f("pk_sessions")),
    )
    op.create_index(op.f("ix_sessions_user_id"), "sessions", ["user_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_sessions_user_id"), table_name="sessions")
    op.drop_table("sessions")
    op.drop_index("ix_refresh_tokens_family", table_name="refresh_tokens")
    op.drop_table("refresh_tokens")
    op.drop_index("ix_idempotency_keys_created_at", table_name="idempotency_keys")
    op.drop_table("idempotency_keys")
    op.drop_index("uq_course_enrollments_live", table_name="course_enrollments")
    op.drop_index("ix_course_enrollments_student_id", table_name="course_enrollments")
    op.drop_table("course_enrollments")
    op.drop_table("users")
    op.drop_index("ix_user_activity_logs_user_id", table_name="user_activity_logs")
    op.drop_table("user_activity_logs")
    op.drop_table("terms")
    op.drop_table("receipts")
    op.drop_index("ix_outbox_waiting", table_name="outbox")
    op.drop_table("outbox")
    op.drop_table("handled_messages")
    op.drop_index("ix_courses_subject", table_name="courses")
    op.drop_index("ix_courses_sort_key", table_name="courses")
    op.drop_table("courses")
