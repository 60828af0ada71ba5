"""The inbox, kept in memory."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from enrollment.adapters.memory.records import Handling, MemoryRecords
from enrollment.domain.identifiers import MessageId
from enrollment.ports.inbox import FORGOTTEN_AT_ONCE, Parked


class MemoryInbox:
    """The port Inbox over a dict."""

    def __init__(self, records: MemoryRecords) -> None:
        self._records = records

    def has(self, consumer: str, message_id: MessageId) -> bool:
        """Whether the consumer has handled the message."""
        with self._records.lock:
            kept = self._records.inbox.get((consumer, message_id))
            return kept is not None and kept.state == "handled"

    def add(self, consumer: str, message_id: MessageId, at: datetime) -> bool:
        """Note that the consumer has handled the message, and return whether that is news."""
        with self._records.lock:
            if self.has(consumer, message_id):
                return False
            kept = self._records.inbox.get((consumer, message_id)) or Handling(state="handled", at=at)
            self._records.inbox[consumer, message_id] = replace(kept, state="handled", at=at)
            return True

    def failed(self, consumer: str, message_id: MessageId, error: str, at: datetime, *, park_after: int) -> bool:
        """Count a failure, and return whether the message is parked now."""
        with self._records.lock:
            if self.has(consumer, message_id):
                return False
            kept = self._records.inbox.get((consumer, message_id))
            attempts = (kept.attempts if kept else 0) + 1
            state = "dead" if attempts >= park_after else "failing"
            handling = Handling(state=state, at=at, attempts=attempts, last_error=error[:1000])
            self._records.inbox[consumer, message_id] = handling
            return state == "dead"

    def parked(self, limit: int, offset: int = 0) -> Sequence[Parked]:
        """Return messages parked, latest first."""
        with self._records.lock:
            parked = sorted(self._parked(), key=lambda one: (one.at, one.message_id.hex, one.consumer), reverse=True)
        return parked[offset : offset + limit]

    def count_parked(self) -> int:
        """Return how many messages are parked."""
        with self._records.lock:
            return len(list(self._parked()))

    def retry(self, message_id: MessageId) -> int:
        """Have the failures forgotten."""
        with self._records.lock:
            parked = [one.consumer for one in self._parked() if one.message_id == message_id]
            for consumer in parked:
                kept = self._records.inbox[consumer, message_id]
                self._records.inbox[consumer, message_id] = replace(kept, state="failing", attempts=0)
            return len(parked)

    def forget(self, before: datetime) -> int:
        """Forget messages handled before that instant, but for those still in the outbox."""
        with self._records.lock:
            handled = {key: kept for key, kept in self._records.inbox.items() if kept.state == "handled"}
            over = [key for key, kept in handled.items() if kept.at < before and key[1] not in self._records.outbox]
            for key in over[:FORGOTTEN_AT_ONCE]:
                del self._records.inbox[key]
            return len(over[:FORGOTTEN_AT_ONCE])

    def _parked(self) -> Iterator[Parked]:
        for (consumer, message_id), kept in self._records.inbox.items():
            if kept.state == "dead":
                outgoing = self._records.outbox.get(message_id)
                yield Parked(
                    consumer=consumer,
                    message_id=message_id,
                    kind=outgoing.message.kind if outgoing else None,
                    at=kept.at,
                    attempts=kept.attempts,
                    last_error=kept.last_error,
                )
