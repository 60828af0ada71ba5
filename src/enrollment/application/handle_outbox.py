"""Have what waits in the outbox handled at once, oldest first: what there is in place of a broker."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from enrollment.application.relay_outbox import Relayed, RelayOutbox
from enrollment.domain.messages import Message

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandleOutbox:
    """Have messages handled together, and where that fails one by one, so that none keeps back another.

    ``handle_together`` has every consumer handle all messages and marks them sent, in one transaction: a commit for
    each message and consumer would keep those waiting who enroll meanwhile. What it raises, it has undone.
    """

    relay: RelayOutbox
    handle_together: Callable[[Sequence[Message]], None]

    def __call__(self, limit: int = 100) -> Relayed:
        """Have at most ``limit`` messages handled and return how many were."""
        claimed = self.relay.claim(limit)
        if not claimed:
            return Relayed(confirmed=0, failed=0)
        try:
            self.handle_together(claimed)
        except Exception as error:  # whatever it is, it may be one message's fault, and will be told of as such
            log.warning("%s messages are handled one by one: %s: %s", len(claimed), type(error).__name__, error)
            return self.relay.publish(claimed)
        return Relayed(confirmed=len(claimed), failed=0)
