"""The way out for messages."""

from datetime import timedelta
from typing import Protocol

from enrollment.domain.messages import Message


class NotPublished(Exception):
    """Nobody confirmed the message: it may or may not have arrived, and has to be published again.

    ``retry_after`` is how long to wait with that; None leaves it to whoever publishes.
    """

    def __init__(self, message: str, *, retry_after: timedelta | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Publisher(Protocol):
    """Hands messages on."""

    def publish(self, message: Message) -> None:
        """Hand the message on, and return once its arrival is confirmed. Raises NotPublished."""
