"""Who is signed in, kept on the server so that it can be ended there."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from enrollment.domain.identifiers import UserId
from enrollment.domain.users import User

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=12)
TOUCHED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A signed-in person, and when they were last seen."""

    user: User
    last_seen_at: datetime

    def is_due(self, at: datetime) -> bool:
        """Whether the visit at that instant is worth a write: it would be idle too soon without."""
        return at - self.last_seen_at >= TOUCHED_EVERY


class Sessions(Protocol):
    """The sessions of signed-in people, known by a secret of which only a hash is kept.

    A session ends when it has been idle for IDLE, or is ABSOLUTE old, or is ended.
    """

    def start(self, secret: str, user_id: UserId, at: datetime) -> None:
        """Begin a session under the secret."""

    def find(self, secret: str, at: datetime) -> Session | None:
        """Return the session, unless it has ended or its user is not active."""

    def touch(self, secret: str, at: datetime) -> None:
        """Count the visit as activity."""

    def end(self, secret: str) -> None:
        """End the session, at once and for good."""

    def end_all(self, user_id: UserId) -> None:
        """End every session of the user."""

    def forget(self, at: datetime) -> int:
        """Forget the sessions that have ended by that instant, and return how many."""
