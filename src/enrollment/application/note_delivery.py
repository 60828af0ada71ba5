"""On an event: note that whom it concerns is to be written to."""

from dataclasses import dataclass

from enrollment.domain.deliveries import Delivery
from enrollment.domain.events import KINDS, EnrollmentDropped, SeatEvent, StudentEnrolled
from enrollment.domain.messages import Message
from enrollment.domain.notices import NoticeKind
from enrollment.ports.accounts import Accounts
from enrollment.ports.deliveries import Deliveries

CONSUMER = "mail"
_NOTICES = {StudentEnrolled: NoticeKind.ENROLLED, EnrollmentDropped: NoticeKind.DROPPED}
CONCERNS = frozenset(kind for kind, event in KINDS.items() if event in _NOTICES)


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
        assert isinstance(event, SeatEvent)
        recipient = self.accounts.get(event.student_id)
        delivery = Delivery(
            id=message.id,
            user_id=event.student_id,
            kind=_NOTICES[type(event)],
            course_id=event.course_id,
            enrollment_id=event.enrollment_id,
            recipient=recipient.email if recipient else "",
            at=message.at,
            next_attempt_at=message.at,
        )
        self.deliveries.add(delivery)
