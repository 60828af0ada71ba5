"""On an event: note that whom it concerns is to be written to."""

from dataclasses import dataclass

from enrollment.domain.deliveries import Delivery
from enrollment.domain.events import KINDS
from enrollment.domain.messages import Message
from enrollment.domain.notices import NOTICES
from enrollment.ports.accounts import Accounts
from enrollment.ports.deliveries import Deliveries

CONSUMER = "mail"
CONCERNS = frozenset(kind for kind, event in KINDS.items() if event in NOTICES)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteDelivery:
    """Put a delivery on record for a message that calls for a mail; the same message again changes nothing.

    Nothing is sent here: the postman does that, in its own time.
    """

    deliveries: Deliveries
    accounts: Accounts

    def __call__(self, message: Message) -> None:
        """Note the delivery, whoever may be erased meanwhile: that nobody is there to write to is an end as well."""
        event = message.event
        assert event is not None
        recipient = self.accounts.get(event.student_id)
        delivery = Delivery(
            id=message.id,
            user_id=event.student_id,
            kind=NOTICES[type(event)],
            told=message.body,
            course_id=event.course_id,
            enrollment_id=getattr(event, "enrollment_id", None),
            recipient=recipient.email if recipient else "",
            at=message.at,
            next_attempt_at=message.at,
        )
        self.deliveries.add(delivery)
