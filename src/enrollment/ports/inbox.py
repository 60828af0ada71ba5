"""The inbox: which messages a consumer has handled, so that twice is once."""

from datetime import datetime
from typing import Protocol

from enrollment.domain.identifiers import MessageId


class Inbox(Protocol):
    """Messages handled, by consumer."""

    def has(self, consumer: str, message_id: MessageId) -> bool:
        """Whether the consumer has handled the message."""

    def add(self, consumer: str, message_id: MessageId, at: datetime) -> None:
        """Note that the consumer has handled the message; noting it again changes nothing."""
