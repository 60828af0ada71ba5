"""The postman: take what is due, send it, and put on record what became of it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

from enrollment.domain.catalog import Term
from enrollment.domain.deliveries import Delivery, Outcome
from enrollment.domain.notices import EVENT_OF, Notice
from enrollment.domain.plain import from_plain
from enrollment.ports.accounts import Accounts
from enrollment.ports.catalog import Catalog
from enrollment.ports.clock import Clock
from enrollment.ports.deliveries import Deliveries
from enrollment.ports.enrollments import Enrollments
from enrollment.ports.notifier import NotDelivered, Notifier

log = logging.getLogger(__name__)

# How long a postman with an outcome in hand waits for the database, in seconds: what is never noted is sent again.
PATIENCE = (1, 2, 5, 10, 20, 30, 60, 60)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverMail:
    """Send the mails that are due, one at a time.

    Each step is a transaction of its own; none is open while a mail is on its way. A crash leaves the claim to run
    out; then the mail is sent once more, under the same identity. It counts as ambiguous if the crash came after the
    handover, which is noted before it takes place. ``pause`` waits for that many seconds.
    """

    deliveries: Deliveries
    enrollments: Enrollments
    accounts: Accounts
    catalog: Catalog
    notifier: Notifier
    clock: Clock
    pause: Callable[[float], object]

    def __call__(self) -> bool:
        """Deliver one mail, and return whether there was one due."""
        claimed = self.deliveries.claim(1, self.clock.now())
        for delivery in claimed:
            self._note(self._attempted(delivery.recovered(self.clock.now())))
        return bool(claimed)

    def _attempted(self, delivery: Delivery) -> Delivery:
        if not delivery.may_be_tried:
            return delivery.withheld(self.clock.now())
        try:
            notice = self._notice(delivery)
        except Exception as error:  # nothing is sent yet, so it may as well be tried later
            log.warning("mail %s cannot be written: %s", delivery.id, error)
            said = f"Our own record could not be read: {type(error).__name__}"
            return delivery.after(Outcome.TEMPORARY, said, self.clock.now())
        if notice is None:
            return delivery.after(Outcome.REFUSED, "There is nobody on record to write to.", self.clock.now())
        outcome, answer = self._sent(delivery, notice)
        return replace(delivery, recipient=notice.recipient.email).after(outcome, answer, self.clock.now())

    def _sent(self, delivery: Delivery, notice: Notice) -> tuple[Outcome, str]:
        handed_over = False

        def on_handover() -> None:
            nonlocal handed_over
            self._note_handover(delivery)
            handed_over = True

        try:
            self.notifier.send(notice, on_handover)
        except NotDelivered as error:
            log.warning("mail %s: %s: %s", notice.id, error.outcome, error)
            return error.outcome, str(error)
        except Exception as error:  # a fault of ours
            log.exception("mail %s failed", notice.id)
            return Outcome.UNKNOWN if handed_over else Outcome.TEMPORARY, f"{type(error).__name__}: {error}"
        return Outcome.ACCEPTED, ""

    def _note_handover(self, delivery: Delivery) -> None:
        """Raises NotDelivered where it cannot be noted: what nobody would know of must not take place."""
        try:
            noted = self.deliveries.note(delivery.handed_over(self.clock.now()))
        except Exception as error:
            said = f"Our own record could not be written: {type(error).__name__}"
            raise NotDelivered(said, Outcome.TEMPORARY) from error
        if not noted:
            raise NotDelivered("Another sender has it in hand by now.", Outcome.TEMPORARY)

    def _note(self, delivery: Delivery) -> None:
        for seconds in PATIENCE:
            try:
                noted = self.deliveries.record(delivery)
            except Exception as error:  # of the database's many ways to be away
                log.warning("mail %s: its outcome cannot be noted yet: %s", delivery.id, type(error).__name__)
                self.pause(seconds)
                continue
            if not noted:
                log.warning("mail %s: the outcome came too late, it is being sent again", delivery.id)
            return
        log.error("mail %s: the outcome could not be noted, it will be sent again", delivery.id)

    def _notice(self, delivery: Delivery) -> Notice | None:
        about = delivery.enrollment_id
        scheduled = self.enrollments.find(about) if about else None
        course = scheduled.course if scheduled else self.catalog.find(delivery.course_id)
        recipient = self.accounts.get(delivery.user_id)
        if recipient is None or course is None or (about and scheduled is None):
            return None  # erased since
        return Notice(
            id=delivery.id,
            kind=delivery.kind,
            recipient=recipient,
            course=course,
            term=self.catalog.term(course.term) or Term(code=course.term, name=course.term),
            event=from_plain(EVENT_OF[delivery.kind], delivery.told),
            enrollment=scheduled.enrollment if scheduled else None,
        )
