"""Send again what was bounced, given up, or parked."""

from dataclasses import dataclass

from enrollment.domain.identifiers import MessageId
from enrollment.ports.clock import Clock
from enrollment.ports.deliveries import Deliveries
from enrollment.ports.inbox import Inbox
from enrollment.ports.outbox import Outbox


@dataclass(frozen=True, slots=True, kw_only=True)
class ResendMessage:
    """Have a mail, or a message somebody parked, go out again.

    Works inside the caller's transaction and never ends it.
    """

    deliveries: Deliveries
    inbox: Inbox
    outbox: Outbox
    clock: Clock

    def mail(self, message_id: MessageId) -> bool:
        """Make the mail due at once. False when there is none, or it was accepted already."""
        return self.deliveries.resend(message_id, self.clock.now())

    def parked(self, message_id: MessageId) -> bool:
        """Let the message go out of the outbox again; whoever has handled it knows it. False when nobody parked it."""
        return bool(self.inbox.retry(message_id)) and self.outbox.resend(message_id, self.clock.now())
