"""On an event: write to whom it concerns."""

from dataclasses import dataclass

from enrollment.domain.catalog import Term
from enrollment.domain.events import EnrollmentDropped, SeatEvent, StudentEnrolled
from enrollment.domain.messages import Message
from enrollment.domain.notices import Notice, NoticeKind
from enrollment.ports.accounts import Accounts
from enrollment.ports.catalog import Catalog
from enrollment.ports.clock import Clock
from enrollment.ports.enrollments import Enrollments
from enrollment.ports.inbox import Inbox
from enrollment.ports.notifier import Notifier

CONSUMER = "mail"
_KINDS = {StudentEnrolled: NoticeKind.ENROLLED, EnrollmentDropped: NoticeKind.DROPPED}


@dataclass(frozen=True, slots=True, kw_only=True)
class SendNotice:
    """Write to the student an event concerns; the same message again sends nothing.

    Each step is a transaction of its own; none is open while the notice is on its way. A crash after the
    notice was accepted and before that is noted sends it again, with the same identity.
    """

    inbox: Inbox
    enrollments: Enrollments
    accounts: Accounts
    catalog: Catalog
    notifier: Notifier
    clock: Clock

    def __call__(self, message: Message) -> None:
        """Send what the message calls for. Raises NotDelivered."""
        if type(message.event) not in _KINDS or self.inbox.has(CONSUMER, message.id):
            return
        notice = self._notice(message)
        if notice:
            self.notifier.send(notice)
        self.inbox.add(CONSUMER, message.id, self.clock.now())

    def _notice(self, message: Message) -> Notice | None:
        event = message.event
        assert isinstance(event, SeatEvent)
        scheduled = self.enrollments.find(event.enrollment_id)
        recipient = self.accounts.get(event.student_id)
        if scheduled is None or recipient is None:
            return None  # erased since; there is nobody to write to
        course = scheduled.course
        return Notice(
            id=message.id,
            kind=_KINDS[type(event)],
            recipient=recipient,
            course=course,
            term=self.catalog.term(course.term) or Term(code=course.term, name=course.term),
            enrollment=scheduled.enrollment,
        )
