"""Keep what the academic rules weigh: academic records, permits, requests for consent; and plans.

Cost: four new tables, nothing else is touched.
Back: forgets all four.
"""

import sqlalchemy as sa
from alembic import op

from enrollment.adapters.sql.types import Instant, Json

revision = "0004"
down_revision = "0003"

UNSPENT = sa.text("spent_at IS NULL AND revoked_at IS NULL")
UNDECIDED = sa.text("decided_at IS NULL")


def upgrade() -> None:
    _create_academic_records()
    _create_permits()
    _create_consent_requests()
    _create_plan_lines()


def downgrade() -> None:
    for table in ("plan_lines", "consent_requests", "permits", "academic_records"):
        op.drop_table(table)


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def _create_academic_records() -> None:
    op.create_table(
        "academic_records",
        sa.Column("student_id", sa.Uuid(), nullable=False),
        sa.Column("standing", sa.String(length=60), nullable=False),
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("cohort", sa.String(length=60), nullable=False),
        sa.Column("completed", Json, nullable=False),
        sa.Column("holds", Json, nullable=False),
        _refers("academic_records", "student_id", "users"),
        sa.PrimaryKeyConstraint("student_id", name=op.f("pk_academic_records")),
    )


def _create_permits() -> None:
    op.create_table(
        "permits",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("student_id", sa.Uuid(), nullable=True),
        sa.Column("code_hash", sa.String(length=64), nullable=True),
        sa.Column("codes", Json, nullable=False),
        sa.Column("granted_by", sa.Text(), nullable=False),
        sa.Column("granted_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=True),
        sa.Column("single_use", sa.Boolean(), nullable=False),
        sa.Column("spent_at", Instant(), nullable=True),
        sa.Column("revoked_at", Instant(), nullable=True),
        _refers("permits", "course_id", "courses"),
        _refers("permits", "student_id", "users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_permits")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_permits_code_hash")),
    )
    op.create_index(
        "ix_permits_usable",
        "permits",
        ["student_id", "course_id"],
        postgresql_where=UNSPENT,
        sqlite_where=UNSPENT,
    )
    op.create_index("ix_permits_course_id", "permits", ["course_id", "granted_at"])


def _create_consent_requests() -> None:
    op.create_table(
        "consent_requests",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("student_id", sa.Uuid(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("decided_at", Instant(), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("approved", sa.Boolean(), nullable=True),
        _refers("consent_requests", "course_id", "courses"),
        _refers("consent_requests", "student_id", "users"),
        _refers("consent_requests", "decided_by", "users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_requests")),
    )
    op.create_index(
        "uq_consent_requests_undecided",
        "consent_requests",
        ["student_id", "course_id"],
        unique=True,
        postgresql_where=UNDECIDED,
        sqlite_where=UNDECIDED,
    )
    op.create_index(
        "ix_consent_requests_asked_at",
        "consent_requests",
        ["asked_at"],
        postgresql_where=UNDECIDED,
        sqlite_where=UNDECIDED,
    )


def _create_plan_lines() -> None:
    op.create_table(
        "plan_lines",
        sa.Column("student_id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("added_at", Instant(), nullable=False),
        _refers("plan_lines", "student_id", "users"),
        _refers("plan_lines", "course_id", "courses"),
        sa.PrimaryKeyConstraint("student_id", "course_id", name=op.f("pk_plan_lines")),
    )
