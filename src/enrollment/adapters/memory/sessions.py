"""Sessions, kept in memory."""

from dataclasses import replace
from datetime import datetime

from enrollment.adapters.memory.records import KeptSession, MemoryRecords, hashed
from enrollment.domain.identifiers import UserId
from enrollment.ports.sessions import ABSOLUTE, IDLE, Session


class MemorySessions:
    """The port Sessions over a dict."""

    def __init__(self, records: MemoryRecords) -> None:
        self._records = records

    def start(self, secret: str, user_id: UserId, at: datetime) -> None:
        """Begin a session under the secret."""
        with self._records.lock:
            self._records.sessions[hashed(secret)] = KeptSession(user_id=user_id, started_at=at, last_seen_at=at)

    def find(self, secret: str, at: datetime) -> Session | None:
        """Return the session, unless it has ended or its user is not active."""
        with self._records.lock:
            kept = self._records.sessions.get(hashed(secret))
            account = self._records.accounts.get(kept.user_id) if kept else None
        if kept is None or account is None or not account.user.active or _is_over(kept, at):
            return None
        return Session(user=account.user, last_seen_at=kept.last_seen_at)

    def touch(self, secret: str, at: datetime) -> None:
        """Count the visit as activity; a session that is over stays over."""
        with self._records.lock:
            kept = self._records.sessions.get(hashed(secret))
            if kept and not _is_over(kept, at):
                self._records.sessions[hashed(secret)] = replace(kept, last_seen_at=max(kept.last_seen_at, at))

    def end(self, secret: str) -> None:
        """End the session, at once and for good."""
        with self._records.lock:
            self._records.sessions.pop(hashed(secret), None)

    def end_all(self, user_id: UserId) -> None:
        """End every session of the user."""
        with self._records.lock:
            for secret_hash, kept in list(self._records.sessions.items()):
                if kept.user_id == user_id:
                    del self._records.sessions[secret_hash]

    def forget(self, at: datetime) -> int:
        """Forget the sessions that have ended by that instant."""
        with self._records.lock:
            over = [secret_hash for secret_hash, kept in self._records.sessions.items() if _is_over(kept, at)]
            for secret_hash in over:
                del self._records.sessions[secret_hash]
            return len(over)


def _is_over(kept: KeptSession, at: datetime) -> bool:
    return at - kept.last_seen_at >= IDLE or at - kept.started_at >= ABSOLUTE
