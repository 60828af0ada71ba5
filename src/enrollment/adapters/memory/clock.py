"""The time, stopped."""

from datetime import UTC, datetime, timedelta


class StoppedClock:
    """The port Clock, showing one instant until it is moved."""

    def __init__(self, at: datetime) -> None:
        """Stop at that instant, which is aware."""
        self._at = at.astimezone(UTC)

    def now(self) -> datetime:
        """Return the instant the clock stands at, aware, in UTC."""
        return self._at

    def set(self, at: datetime) -> None:
        """Stop at another instant, which is aware."""
        self._at = at.astimezone(UTC)

    def advance(self, by: timedelta) -> None:
        """Move the clock on."""
        self._at += by
