"""Account for every mail, and for every message that cannot be handled.

A mail was sent by whoever took its message off the queue, and what became of it stood in the log. Now each has a row
that says so, and the inbox also knows messages that are failing or parked. Mails sent before count as accepted.

Cost: new columns with a constant default rewrite nothing. The index over the inbox reads it once, and the mails sent
before are copied from it, some ten thousand rows a second; enrolling goes on meanwhile, mail waits.
Back: forgets what became of every mail, and which messages were parked. Those not accepted yet are then never sent,
so let them end first (``enrollment mail list``).
"""

import sqlalchemy as sa
from alembic import op

from enrollment.adapters.sql.types import Instant, Json

revision = "0002"
down_revision = "0001"

UNSETTLED = sa.text("state <> 'handled'")
WAITING = sa.text("state = 'waiting'")
ID_OF = {"postgresql": "CAST(o.body ->> '{}' AS uuid)", "sqlite": "replace(json_extract(o.body, '$.{}'), '-', '')"}
SENT_BEFORE = """
    INSERT INTO deliveries
        (id, user_id, kind, course_id, enrollment_id, recipient, at, state, attempts, ended_at, history)
    SELECT o.id, {student}, CASE o.kind WHEN 'student-enrolled' THEN 'enrolled' ELSE 'dropped' END, {course},
        {enrollment}, coalesce(u.email, ''), o.at, 'accepted', 1, h.at, '[]'
    FROM outbox o JOIN handled_messages h ON h.message_id = o.id AND h.consumer = 'mail'
    LEFT JOIN users u ON u.id = {student}
    WHERE o.kind IN ('student-enrolled', 'enrollment-dropped')"""


def upgrade() -> None:
    op.add_column(
        "handled_messages", sa.Column("state", sa.String(length=20), server_default="handled", nullable=False)
    )
    op.add_column("handled_messages", sa.Column("attempts", sa.Integer(), server_default="0", nullable=False))
    op.add_column("handled_messages", sa.Column("last_error", sa.Text(), nullable=True))
    op.create_index(
        "ix_handled_messages_unsettled",
        "handled_messages",
        ["message_id"],
        unique=False,
        postgresql_where=UNSETTLED,
        sqlite_where=UNSETTLED,
    )
    op.create_table(
        "forgotten_messages",
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("kind", name=op.f("pk_forgotten_messages")),
    )
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("enrollment_id", sa.Uuid(), nullable=False),
        sa.Column("recipient", sa.String(length=254), nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("first_at", Instant, nullable=True),
        sa.Column("next_attempt_at", Instant, nullable=True),
        sa.Column("claimed_until", Instant, nullable=True),
        sa.Column("ended_at", Instant, nullable=True),
        sa.Column("history", Json, nullable=False),
        sa.Column("ambiguous", sa.Integer(), server_default="0", nullable=False),
        sa.Column("last_answer", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint(
            "(state = 'waiting') = (ended_at IS NULL)", name=op.f("ck_deliveries_ended_when_not_waiting")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
    )
    op.create_index(
        "ix_deliveries_due",
        "deliveries",
        ["next_attempt_at"],
        unique=False,
        postgresql_where=WAITING,
        sqlite_where=WAITING,
    )
    op.create_index("ix_deliveries_user_id", "deliveries", ["user_id", "at"], unique=False)
    op.create_index("ix_deliveries_state", "deliveries", ["state", "at"], unique=False)
    id_of = ID_OF[op.get_bind().dialect.name].format
    ids = {name: id_of(f"{name}_id") for name in ("student", "course", "enrollment")}
    op.execute(sa.text(SENT_BEFORE.format(**ids)))


def downgrade() -> None:
    op.drop_index("ix_deliveries_state", table_name="deliveries")
    op.drop_index("ix_deliveries_user_id", table_name="deliveries")
    op.drop_index("ix_deliveries_due", table_name="deliveries")
    op.drop_table("deliveries")
    op.drop_table("forgotten_messages")
    # What was parked or failing is no message handled.
    op.execute("DELETE FROM handled_messages WHERE state <> 'handled'")
    op.drop_index("ix_handled_messages_unsettled", table_name="handled_messages")
    op.drop_column("handled_messages", "last_error")
    op.drop_column("handled_messages", "attempts")
    op.drop_column("handled_messages", "state")
