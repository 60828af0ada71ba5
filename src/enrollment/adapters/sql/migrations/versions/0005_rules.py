"""Keep the academic rules, edition by edition.

Cost: two new tables, nothing else is touched.
Back: forgets every rule ever published; ``enrollment rules show`` prints those of today for keeping.
"""

import sqlalchemy as sa
from alembic import op

from enrollment.adapters.sql.types import Instant

revision = "0005"
down_revision = "0004"

CURRENT = sa.text("superseded_by IS NULL")


def upgrade() -> None:
    op.create_table(
        "rule_editions",
        sa.Column("edition", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("published_at", Instant(), nullable=False),
        sa.Column("published_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("edition", name=op.f("pk_rule_editions")),
    )
    op.create_table(
        "rule_sets",
        sa.Column("scope", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["edition"], ["rule_editions.edition"], name=op.f("fk_rule_sets_edition_rule_editions")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["rule_editions.edition"], name=op.f("fk_rule_sets_superseded_by_rule_editions")
        ),
        sa.PrimaryKeyConstraint("scope", "key", "edition", name=op.f("pk_rule_sets")),
    )
    op.create_index(
        "uq_rule_sets_current",
        "rule_sets",
        ["scope", "key"],
        unique=True,
        postgresql_where=CURRENT,
        sqlite_where=CURRENT,
    )
    op.create_index("ix_rule_sets_edition", "rule_sets", ["edition"], unique=False)


def downgrade() -> None:
    op.drop_table("rule_sets")
    op.drop_table("rule_editions")
