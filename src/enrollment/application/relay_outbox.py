"""Publish what waits in the outbox, oldest first."""

from dataclasses import dataclass
from datetime import timedelta

from enrollment.ports.clock import Clock
from enrollment.ports.outbox import Outbox
from enrollment.ports.publisher import NotPublished, Publisher

RETRY_AFTER = timedelta(seconds=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class RelayOutbox:
    """Publish messages, and mark each sent once its arrival is confirmed: at least once, never less.

    Each step is a transaction of its own; none is open while a message is on its way.
    """

    outbox: Outbox
    publisher: Publisher
    clock: Clock

    def __call__(self, limit: int = 100) -> int:
        """Publish at most ``limit`` messages and return how many were confirmed."""
        confirmed = 0
        for message in self.outbox.claim(limit, self.clock.now()):
            try:
                self.publisher.publish(message)
            except NotPublished as error:
                self.outbox.failed(message.id, str(error), self.clock.now() + RETRY_AFTER)
            else:
                self.outbox.sent(message.id, self.clock.now())
                confirmed += 1
        return confirmed
