"""Keep pools of seats, and capacities that several courses share.

Cost: two new tables; two new columns of courses and one of enrollments, which rewrite nothing. Courses are read once
for the check of theirs, a moment during which nobody enrolls.
Back: forgets which seat was whose pool's, and which courses share seats. The rules that say so stay, without effect.
"""

import sqlalchemy as sa
from alembic import op

from enrollment.adapters.sql.types import Instant, Json

revision = "0007"
down_revision = "0006"

CROSS_LISTED = sa.text("cross_listing IS NOT NULL")
# Either database adds a column with its constraint this way; SQLite has no other that leaves the table in its place.
ADD_SEATS_KEPT = """ALTER TABLE courses ADD COLUMN seats_kept INTEGER DEFAULT '0' NOT NULL
    CONSTRAINT ck_courses_seats_kept_not_negative CHECK (seats_kept >= 0)"""
ADD_CROSS_LISTING = """ALTER TABLE courses ADD COLUMN cross_listing TEXT
    CONSTRAINT fk_courses_cross_listing_cross_listings REFERENCES cross_listings (name)"""


def upgrade() -> None:
    _create_seat_pools()
    _create_cross_listings()
    op.execute(ADD_SEATS_KEPT)
    op.execute(ADD_CROSS_LISTING)
    op.create_index(
        "ix_courses_cross_listing",
        "courses",
        ["cross_listing"],
        unique=False,
        postgresql_where=CROSS_LISTED,
        sqlite_where=CROSS_LISTED,
    )
    op.add_column("course_enrollments", sa.Column("pool", sa.Text(), nullable=True))


def downgrade() -> None:
    op.execute("ALTER TABLE course_enrollments DROP COLUMN pool")
    op.drop_index("ix_courses_cross_listing", "courses")
    op.execute("ALTER TABLE courses DROP COLUMN cross_listing")
    op.execute("ALTER TABLE courses DROP COLUMN seats_kept")
    op.drop_table("cross_listings")
    op.drop_table("seat_pools")


def _create_seat_pools() -> None:
    op.create_table(
        "seat_pools",
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("group", Json, nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Integer(), server_default="0", nullable=False),
        sa.Column("overbook_allowance", sa.Integer(), server_default="0", nullable=False),
        sa.Column("releases_at", Instant(), nullable=True),
        sa.Column("released", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.CheckConstraint("taken >= 0", name=op.f("ck_seat_pools_taken_not_negative")),
        sa.CheckConstraint("taken <= seats + overbook_allowance", name=op.f("ck_seat_pools_no_oversell")),
        sa.ForeignKeyConstraint(["course_id"], ["courses.id"], name=op.f("fk_seat_pools_course_id_courses")),
        sa.PrimaryKeyConstraint("course_id", "name", name=op.f("pk_seat_pools")),
    )


def _create_cross_listings() -> None:
    op.create_table(
        "cross_listings",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("max_participants", sa.Integer(), nullable=False),
        sa.Column("current_enrollment", sa.Integer(), server_default="0", nullable=False),
        sa.Column("overbook_allowance", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint("current_enrollment >= 0", name=op.f("ck_cross_listings_current_enrollment_not_negative")),
        sa.CheckConstraint(
            "current_enrollment <= max_participants + overbook_allowance", name=op.f("ck_cross_listings_no_oversell")
        ),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_cross_listings")),
    )
