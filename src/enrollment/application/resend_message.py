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

    def __call__(self, message_id: MessageId) -> bool:
        """Make the mail due at once, and have the message, if it is parked, leave the outbox again.

        Whoever has handled it already knows it then. False when there is neither, or the mail was accepted before.
        """
        now = self.clock.now()
        is_mail = self.deliveries.resend(message_id, now)
        is_parked = self.inbox.retry(message_id) > 0 and self.outbox.resend(message_id, now)
        return is_mail or is_parked
