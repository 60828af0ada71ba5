"""The activity log: every attempt, the refused ones included."""

from collections.abc import Sequence
from typing import Protocol

from enrollment.domain.identifiers import UserId
from enrollment.domain.records import LogEntry


class ActivityLog(Protocol):
    """Who did what, when, from where. A change lasts only if the caller's transaction commits."""

    def write(self, entry: LogEntry) -> None:
        """Add an entry."""

    def of(self, user_id: UserId, limit: int = 100) -> Sequence[LogEntry]:
        """Return the user's latest entries, latest first."""
