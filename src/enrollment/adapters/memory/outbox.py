"""The outbox, kept in memory."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from enrollment.adapters.memory.records import MemoryRecords, Outgoing
from enrollment.domain.identifiers import MessageId
from enrollment.domain.messages import Message
from enrollment.ports.outbox import LEASE


class MemoryOutbox:
    """The port Outbox over a dict, in the order the messages were put."""

    def __init__(self, records: MemoryRecords) -> None:
        self._records = records

    def put(self, *messages: Message) -> None:
        """Keep the messages."""
        with self._records.lock:
            self._records.outbox |= {message.id: Outgoing(message=message) for message in messages}

    def claim(self, limit: int, at: datetime) -> Sequence[Message]:
        """Return the oldest messages waiting, and keep them from every other claimer until ``at + LEASE``."""
        with self._records.lock:
            due = [kept for kept in self._records.outbox.values() if _is_due(kept, at)][:limit]
            for kept in due:
                self._change(kept.message.id, claimed_until=at + LEASE, attempts=kept.attempts + 1)
        return tuple(kept.message for kept in due)

    def sent(self, message_ids: Collection[MessageId], at: datetime) -> None:
        """Mark the messages sent; they are never claimed again."""
        with self._records.lock:
            for message_id in message_ids:
                self._change(message_id, sent_at=at)

    def failed(self, message_id: MessageId, error: str, retry_at: datetime) -> None:
        """Note that sending failed, and let the message be claimed again from ``retry_at`` on."""
        with self._records.lock:
            self._change(message_id, last_error=error, claimed_until=retry_at)

    def waiting(self) -> int:
        """Return how many messages are not sent yet."""
        with self._records.lock:
            return sum(kept.sent_at is None for kept in self._records.outbox.values())

    def oldest_waiting(self) -> datetime | None:
        """Return the instant of the oldest message that is not sent yet."""
        with self._records.lock:
            waiting = (kept.message.at for kept in self._records.outbox.values() if kept.sent_at is None)
            return min(waiting, default=None)

    def resend(self, message_id: MessageId, at: datetime) -> bool:
        """Have a message go out again that was sent before."""
        with self._records.lock:
            self._change(message_id, sent_at=None, claimed_until=at)
            return message_id in self._records.outbox

    def forget(self, before: datetime) -> int:
        """Forget the messages sent before that instant, but for those a consumer has yet to handle."""
        with self._records.lock:
            needed = {message_id for (_, message_id), kept in self._records.inbox.items() if kept.state != "handled"}
            sent = {key: kept.sent_at for key, kept in self._records.outbox.items() if kept.sent_at}
            old = [key for key, sent_at in sent.items() if sent_at < before and key not in needed]
            for key in old:
                del self._records.outbox[key]
            return len(old)

    def _change(self, message_id: MessageId, **columns: Any) -> None:
        kept = self._records.outbox.get(message_id)
        if kept:
            self._records.outbox[message_id] = replace(kept, **columns)


def _is_due(kept: Outgoing, at: datetime) -> bool:
    return kept.sent_at is None and (kept.claimed_until is None or kept.claimed_until <= at)
