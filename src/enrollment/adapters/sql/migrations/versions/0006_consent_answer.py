"""Keep what staff say to a student along with their decision on a request for consent.

Cost: one new column with a default; the table is not rewritten.
Back: forgets those answers; the decisions stay.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("consent_requests", sa.Column("answer", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("consent_requests", "answer")
