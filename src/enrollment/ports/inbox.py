"""The inbox: what became of each message with each consumer, so that twice is once and none is lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from enrollment.domain.identifiers import MessageId

# A message comes again when its outbox row is sent again, which is kept for 30 days, or when somebody puts back what
# has lain in a queue of the broker's. Three months later neither is to be expected.
HANDLED_KEPT = timedelta(days=90)
FORGOTTEN_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Parked:
    """A message a consumer has given up on, after so many attempts; ``at`` is the instant of the last.

    ``kind`` is None when the message is no longer in the outbox, so that it cannot be sent again.
    """

    consumer: str
    message_id: MessageId
    kind: str | None
    at: datetime
    attempts: int
    last_error: str


class Inbox(Protocol):
    """Messages handled, failing and parked, by consumer."""

    def has(self, consumer: str, message_id: MessageId) -> bool:
        """Whether the consumer has handled the message."""

    def add(self, consumer: str, message_id: MessageId, at: datetime) -> bool:
        """Note that the consumer has handled the message, whatever was before, and return whether that is news.

        Of two transactions that note the same, the second waits for the first; if that is kept, it is no news.
        """

    def failed(self, consumer: str, message_id: MessageId, error: str, at: datetime, *, park_after: int) -> bool:
        """Count a failure, and return whether the message is parked now: at that many failures, or one more.

        A message handled meanwhile stays so, and is not parked.
        """

    def parked(self, limit: int, offset: int = 0) -> Sequence[Parked]:
        """Return messages parked, latest first."""

    def count_parked(self) -> int:
        """Return how many messages are parked."""

    def retry(self, message_id: MessageId) -> int:
        """Have the message's failures forgotten by those who parked it, and return how many did."""

    def forget(self, before: datetime) -> int:
        """Forget messages handled before that instant, FORGOTTEN_AT_ONCE at most, and return how many.

        One that is in the outbox still, or is failing or parked, is kept.
        """
