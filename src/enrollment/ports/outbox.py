"""The outbox: messages kept with the change they tell of, until they are sent."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from enrollment.domain.identifiers import MessageId
from enrollment.domain.messages import Message

LEASE = timedelta(seconds=60)


class Outbox(Protocol):
    """Messages waiting to be sent. A change lasts only if the caller's transaction commits."""

    def put(self, *messages: Message) -> None:
        """Keep the messages, in their order, in one round trip."""

    def claim(self, limit: int, at: datetime) -> Sequence[Message]:
        """Return the oldest messages waiting, and keep them from every other claimer until ``at + LEASE``.

        Two claimers at once never get the same message, and neither waits for the other.
        """

    def sent(self, message_ids: Collection[MessageId], at: datetime) -> None:
        """Mark the messages sent, all or none; they are never claimed again."""

    def failed(self, message_id: MessageId, error: str, retry_at: datetime) -> None:
        """Note that sending failed, and let the message be claimed again from ``retry_at`` on."""

    def waiting(self) -> int:
        """Return how many messages are not sent yet."""

    def oldest_waiting(self) -> datetime | None:
        """Return the instant of the oldest message that is not sent yet; None when none waits."""

    def resend(self, message_id: MessageId, at: datetime) -> bool:
        """Have a message go out again that was sent before, from that instant on; False when it is not there."""

    def forget(self, before: datetime) -> int:
        """Forget the messages sent before that instant, and return how many; how many there ever were stays known.

        One that a consumer has not handled yet (it is failing or parked) is kept, to be sent again.
        """
