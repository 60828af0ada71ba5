"""What was counted, day by day."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Date, Integer, String, Table

from enrollment.adapters.sql.tables.metadata import metadata

# ``up_to_ms`` is the bucket of what took its time, and 0 for what did not or was not timed.
measures = Table(
    "measures",
    metadata,
    Column("day", Date, primary_key=True),
    Column("kind", String(40), primary_key=True),
    Column("device", String(20), primary_key=True),
    Column("reason", String(60), primary_key=True),
    Column("up_to_ms", Integer, primary_key=True),
    Column("times", BigInteger, nullable=False),
    CheckConstraint("times >= 0", name="times_at_least_0"),
)
