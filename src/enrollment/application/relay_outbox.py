"""Publish what waits in the outbox, oldest first."""

import logging
from dataclasses import dataclass
from datetime import timedelta

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
    """Publish messages, and mark each sent once its arrival is confirmed: at least once, never less.

    Each step is a transaction of its own; none is open while a message is on its way.
    """

    outbox: Outbox
    publisher: Publisher
    clock: Clock

    def __call__(self, limit: int = 100) -> Relayed:
        """Publish at most ``limit`` messages and return how many got through."""
        claimed = self.outbox.claim(limit, self.clock.now())
        confirmed = 0
        for message in claimed:
            try:
                self.publisher.publish(message)
            except NotPublished as error:
                log.warning("message %s is not published and will be tried again: %s", message.id, error)
                retry_at = self.clock.now() + (error.retry_after or RETRY_AFTER)
                self.outbox.failed(message.id, str(error), retry_at)
            else:
                self.outbox.sent(message.id, self.clock.now())
                confirmed += 1
        return Relayed(confirmed=confirmed, failed=len(claimed) - confirmed)
