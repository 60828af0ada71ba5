"""Count what students do on the way into a course.

What analytics counted stood in the log, or went to whoever listened. Now it is added up in a table, day by day.

The messages of attempts still in the outbox, those of the last month, go out again, so that these are counted as well;
the mail knows them and does nothing. Attempts older than that stay uncounted: there ``enrollment metrics`` will say,
rightly, that they do not add up.

Cost: one update of the outbox; afterwards the relay has some work to catch up with.
Back: forgets every count.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "measures",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("device", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=60), nullable=False),
        sa.Column("up_to_ms", sa.Integer(), nullable=False),
        sa.Column("times", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("times >= 0", name=op.f("ck_measures_times_at_least_0")),
        sa.PrimaryKeyConstraint("day", "kind", "device", "reason", "up_to_ms", name=op.f("pk_measures")),
    )
    op.execute("DELETE FROM handled_messages WHERE consumer = 'analytics'")
    op.execute(
        """UPDATE outbox SET sent_at = NULL, claimed_until = NULL
        WHERE kind IN ('student-enrolled', 'enrollment-refused') AND sent_at IS NOT NULL"""
    )


def downgrade() -> None:
    op.drop_table("measures")
