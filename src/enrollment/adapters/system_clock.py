"""The time, from the machine."""

from datetime import UTC, datetime


class SystemClock:
    """The port Clock, read from the operating system."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        return datetime.now(UTC)
