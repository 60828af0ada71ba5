"""The answers already given to idempotency keys."""

from datetime import datetime, timedelta
from typing import Protocol

from enrollment.domain.identifiers import UserId
from enrollment.domain.records import Answer

KEPT = timedelta(hours=72)


class Idempotency(Protocol):
    """Answers by key; the keys of one user are independent of everybody else's.

    An answer is kept by the register, with the decision it belongs to, and for at least KEPT.
    """

    def find(self, user_id: UserId, key: str) -> Answer | None:
        """Return what the key was answered with."""

    def forget(self, before: datetime) -> int:
        """Forget the keys first used before that instant, and return how many; their receipts stay."""
