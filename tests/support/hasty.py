"""The product with seconds in place of minutes: ``python -m tests.support.hasty worker INI``."""

from datetime import timedelta

from enrollment.adapters.sql import deliveries as sql_deliveries
from enrollment.adapters.sql import outbox as sql_outbox
from enrollment.cli import main
from enrollment.domain import deliveries

SHORT = timedelta(seconds=2)
LEASE = timedelta(seconds=10)


def hurry() -> None:
    """Shorten the leases, and what is waited after a failure."""
    sql_outbox.LEASE = LEASE
    sql_deliveries.LEASE = LEASE
    deliveries.LADDER = (SHORT,) * len(deliveries.LADDER)
    deliveries.THEN_EVERY = SHORT
    deliveries.UNKNOWN_RETRY = SHORT


if __name__ == "__main__":
    hurry()
    main()
