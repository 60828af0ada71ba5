"""The inbox, kept in memory."""

from datetime import datetime

from enrollment.adapters.memory.records import MemoryRecords
from enrollment.domain.identifiers import MessageId


class MemoryInbox:
    """The port Inbox over a dict."""

    def __init__(self, records: MemoryRecords) -> None:
        self._records = records

    def has(self, consumer: str, message_id: MessageId) -> bool:
        """Whether the consumer has handled the message."""
        with self._records.lock:
            return (consumer, message_id) in self._records.handled

    def add(self, consumer: str, message_id: MessageId, at: datetime) -> None:
        """Note that the consumer has handled the message; noting it again changes nothing."""
        with self._records.lock:
            self._records.handled.setdefault((consumer, message_id), at)
