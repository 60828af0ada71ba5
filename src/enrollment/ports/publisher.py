"""The way out for messages."""

from typing import Protocol

from enrollment.domain.messages import Message


class NotPublished(Exception):
    """Nobody confirmed the message: it may or may not have arrived, and has to be published again."""


class Publisher(Protocol):
    """Hands messages on."""

    def publish(self, message: Message) -> None:
        """Hand the message on, and return once its arrival is confirmed. Raises NotPublished."""
