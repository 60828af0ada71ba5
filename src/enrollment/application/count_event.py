"""On an event: count it."""

from dataclasses import dataclass

from enrollment.domain.messages import Message
from enrollment.ports.analytics import Analytics
from enrollment.ports.clock import Clock
from enrollment.ports.inbox import Inbox

CONSUMER = "analytics"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountEvent:
    """Hand a message to analytics; the same message again is not counted."""

    inbox: Inbox
    analytics: Analytics
    clock: Clock

    def __call__(self, message: Message) -> None:
        """Count the message once."""
        if self.inbox.has(CONSUMER, message.id):
            return
        self.analytics.count(message)
        self.inbox.add(CONSUMER, message.id, self.clock.now())
