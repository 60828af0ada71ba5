"""The time."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """The one clock that counts; the caller's never does."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
