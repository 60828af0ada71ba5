"""Keep who waits for a seat, what is offered to whom, who wants to be told of a seat, and what is due.

A seat that is offered is an enrollment like any other, so the index over live ones has to know of it. It is by the
student now, who is asked of in every decision, and another one is by the course. A mail may now be about something
else than a seat, and keeps what it tells of.

Cost: five new tables. New columns with a constant default rewrite nothing; courses are read once for the check of
theirs, a moment during which nobody enrolls, and so are the live enrollments for their indexes. Mails that wait are
filled in from the outbox.
Back: forgets who waited. Offers that stand are in the way of it, since an enrollment cannot be one: let them end first.
Mails about anything but a seat are forgotten.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from enrollment.adapters.sql.types import Instant, Json

revision = "0008"
down_revision = "0007"

SEATED = {
    "before": "status IN ('approved', 'pending_payment')",
    "now": "status IN ('approved', 'offered', 'pending_payment')",
}
ADD_WAITING = """ALTER TABLE courses ADD COLUMN waiting INTEGER DEFAULT '0' NOT NULL
    CONSTRAINT ck_courses_waiting_not_negative CHECK (waiting >= 0)"""
FILL_IN = """UPDATE deliveries SET told = (SELECT o.body FROM outbox o WHERE o.id = deliveries.id)
    WHERE EXISTS (SELECT 1 FROM outbox o WHERE o.id = deliveries.id)"""


def upgrade() -> None:
    op.execute(ADD_WAITING)
    for name in ("last_in_line", "watched"):
        op.add_column("courses", sa.Column(name, sa.Integer(), server_default="0", nullable=False))
    op.drop_index("uq_course_enrollments_live", "course_enrollments")
    live = SEATED["now"]
    _index("uq_course_enrollments_live", "course_enrollments", "student_id", "course_id", where=live, unique=True)
    _index("ix_course_enrollments_live", "course_enrollments", "course_id", where=live)
    op.add_column("receipts", sa.Column("place", Json, nullable=True))
    op.add_column("deliveries", sa.Column("told", Json, server_default="{}", nullable=False))
    with op.batch_alter_table("deliveries") as deliveries:
        deliveries.alter_column("enrollment_id", existing_type=sa.Uuid(), nullable=True)
    op.execute(FILL_IN)
    _create_entries()
    _create_places()
    _create_swaps()
    _create_watches()
    _create_agenda()


def downgrade() -> None:
    for table in ("agenda", "seat_watches", "waitlist_swaps", "waitlist_places", "waitlist_entries"):
        op.drop_table(table)
    op.execute("DELETE FROM deliveries WHERE enrollment_id IS NULL")
    with op.batch_alter_table("deliveries") as deliveries:
        deliveries.alter_column("enrollment_id", existing_type=sa.Uuid(), nullable=False)
    op.execute("ALTER TABLE deliveries DROP COLUMN told")
    op.execute("ALTER TABLE receipts DROP COLUMN place")
    for name in ("ix_course_enrollments_live", "uq_course_enrollments_live"):
        op.drop_index(name, "course_enrollments")
    before = SEATED["before"]
    _index("uq_course_enrollments_live", "course_enrollments", "course_id", "student_id", where=before, unique=True)
    for name in ("watched", "last_in_line", "waiting"):
        op.execute(f"ALTER TABLE courses DROP COLUMN {name}")


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def _index(name: str, table: str, *columns: str, where: str | None = None, unique: bool = False) -> None:
    those: dict[str, Any] = {"postgresql_where": sa.text(where), "sqlite_where": sa.text(where)} if where else {}
    op.create_index(name, table, columns, unique=unique, **those)


def _create_entries() -> None:
    op.create_table(
        "waitlist_entries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("student_id", sa.Uuid(), nullable=False),
        sa.Column("wish", sa.Uuid(), nullable=False),
        sa.Column("choice", sa.Integer(), nullable=False),
        sa.Column("joined_at", Instant(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("offered_at", Instant(), nullable=True),
        sa.Column("expires_at", Instant(), nullable=True),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("skipped", Json, server_default="[]", nullable=False),
        _refers("waitlist_entries", "student_id", "users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waitlist_entries")),
    )
    _index("ix_waitlist_entries_student_id", "waitlist_entries", "student_id", "joined_at")
    _index("ix_waitlist_entries_wish", "waitlist_entries", "wish")
    _index("ix_waitlist_entries_expires_at", "waitlist_entries", "expires_at", where="status = 'offered'")


def _create_places() -> None:
    op.create_table(
        "waitlist_places",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("student_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("precedence", sa.Integer(), server_default="0", nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        _refers("waitlist_places", "course_id", "courses"),
        _refers("waitlist_places", "entry_id", "waitlist_entries"),
        sa.PrimaryKeyConstraint("entry_id", "course_id", name=op.f("pk_waitlist_places")),
        sa.UniqueConstraint("course_id", "sequence", name=op.f("uq_waitlist_places_course_id_sequence")),
    )
    is_open = "status IN ('waiting', 'offered')"
    _index("uq_waitlist_places_open", "waitlist_places", "course_id", "student_id", where=is_open, unique=True)
    rank = ("course_id", "precedence", "sequence")
    _index("ix_waitlist_places_rank", "waitlist_places", *rank, where="status = 'waiting'")
    _index("ix_waitlist_places_student_id", "waitlist_places", "student_id", where=is_open)


def _create_swaps() -> None:
    op.create_table(
        "waitlist_swaps",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("enrollment_id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        _refers("waitlist_swaps", "course_id", "courses"),
        _refers("waitlist_swaps", "enrollment_id", "course_enrollments"),
        _refers("waitlist_swaps", "entry_id", "waitlist_entries"),
        sa.PrimaryKeyConstraint("entry_id", "enrollment_id", name=op.f("pk_waitlist_swaps")),
    )
    _index("ix_waitlist_swaps_course_id", "waitlist_swaps", "course_id")
    _index("ix_waitlist_swaps_enrollment_id", "waitlist_swaps", "enrollment_id")


def _create_watches() -> None:
    op.create_table(
        "seat_watches",
        sa.Column("student_id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("since", Instant(), nullable=False),
        _refers("seat_watches", "course_id", "courses"),
        _refers("seat_watches", "student_id", "users"),
        sa.PrimaryKeyConstraint("student_id", "course_id", name=op.f("pk_seat_watches")),
    )
    _index("ix_seat_watches_course_id", "seat_watches", "course_id")


def _create_agenda() -> None:
    op.create_table(
        "agenda",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("act", sa.String(length=20), nullable=False),
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("is_leased", sa.Boolean(), nullable=False),
        _refers("agenda", "course_id", "courses"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda")),
    )
    _index("ix_agenda_due_at", "agenda", "due_at")
    _index("ix_agenda_course_id", "agenda", "course_id", "act")
