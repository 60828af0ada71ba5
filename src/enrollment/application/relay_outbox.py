"""Publish what waits in the outbox, oldest first."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from enrollment.domain.identifiers import MessageId
from enrollment.domain.messages import Message
from enrollment.ports.clock import Clock
from enrollment.ports.outbox import Outbox
from enrollment.ports.publisher import NotPublished, Publisher

log = logging.getLogger(__name__)

RETRY_AFTER = timedelta(seconds=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relayed:
    """How many messages were confirmed, and how many were not."""

    confirmed: int
    failed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RelayOutbox:
    """Publish messages, and mark them sent once their arrival is confirmed: at least once, never less.

    Each step is a transaction of its own; none is open while a message is on its way. A crash before the mark has
    all of a batch published again, and whoever handles it tells by the ids.
    """

    outbox: Outbox
    publisher: Publisher
    clock: Clock

    def __call__(self, limit: int = 100) -> Relayed:
        """Publish at most ``limit`` messages and return how many got through."""
        return self.publish(self.claim(limit))

    def claim(self, limit: int) -> Sequence[Message]:
        """Return the messages to publish, for nobody else to publish meanwhile."""
        return self.outbox.claim(limit, self.clock.now())

    def publish(self, claimed: Sequence[Message]) -> Relayed:
        """Publish what is claimed and return how much got through; that is marked, whatever happens to the rest."""
        confirmed: list[MessageId] = []
        try:
            confirmed.extend(message.id for message in claimed if self._is_published(message))
        finally:
            if confirmed:
                self.outbox.sent(confirmed, self.clock.now())
        return Relayed(confirmed=len(confirmed), failed=len(claimed) - len(confirmed))

    def _is_published(self, message: Message) -> bool:
        try:
            self.publisher.publish(message)
        except NotPublished as error:
            log.warning("message %s is not published and will be tried again: %s", message.id, error)
            retry_at = self.clock.now() + (error.retry_after or RETRY_AFTER)
            self.outbox.failed(message.id, str(error), retry_at)
            return False
        return True
