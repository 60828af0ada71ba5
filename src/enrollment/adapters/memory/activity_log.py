"""The activity log, kept in memory."""

from collections.abc import Sequence

from enrollment.adapters.memory.records import MemoryRecords
from enrollment.domain.identifiers import UserId
from enrollment.domain.records import LogEntry


class MemoryActivityLog:
    """The port ActivityLog over a list."""

    def __init__(self, records: MemoryRecords) -> None:
        self._records = records

    def write(self, entry: LogEntry) -> None:
        """Add an entry."""
        with self._records.lock:
            self._records.log.append(entry)

    def of(self, user_id: UserId, limit: int = 100) -> Sequence[LogEntry]:
        """Return the user's latest entries, latest first."""
        with self._records.lock:
            theirs = [entry for entry in reversed(self._records.log) if entry.user_id == user_id]
        return tuple(theirs[:limit])
