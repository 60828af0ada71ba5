"""Answers to idempotency keys, kept in memory."""

from datetime import datetime

from enrollment.adapters.memory.records import MemoryRecords
from enrollment.domain.identifiers import UserId
from enrollment.domain.records import Answer


class MemoryIdempotency:
    """The port Idempotency over a dict."""

    def __init__(self, records: MemoryRecords) -> None:
        self._records = records

    def find(self, user_id: UserId, key: str) -> Answer | None:
        """Return what the key was answered with."""
        with self._records.lock:
            kept = self._records.keys.get((user_id, key))
            return (
                Answer(fingerprint=kept.fingerprint, receipt=self._records.receipts[kept.receipt_id]) if kept else None
            )

    def forget(self, before: datetime) -> int:
        """Forget the keys first used before that instant, and return how many; their receipts stay."""
        with self._records.lock:
            old = [named for named, kept in self._records.keys.items() if kept.created_at < before]
            for named in old:
                del self._records.keys[named]
            return len(old)
