"""Do without the seat that is offered."""

from collections.abc import Sequence
from dataclasses import dataclass

from enrollment.application.answers import answer_to
from enrollment.application.waitlists.ending import DECLINED, EndEntry
from enrollment.application.waitlists.own import own_offer
from enrollment.application.waitlists.promotion import PromoteWaiting
from enrollment.domain.identifiers import EntryId, UserId
from enrollment.domain.receipts import Receipt
from enrollment.domain.records import IdempotencyKey, Origin
from enrollment.domain.waitlist import EntryStatus
from enrollment.domain.waitlist_errors import OfferUnknown
from enrollment.ports.clock import Clock
from enrollment.ports.idempotency import Idempotency
from enrollment.ports.register import Register
from enrollment.ports.waitlists import Waitlists


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineOffer:
    """Give back what was offered, and in the same transaction to the next in line.

    Works inside the caller's transaction and never ends it. Raises StudentBusy, KeyReused, CourseContended; and
    OfferUnknown for what is not the student's, or is over.
    """

    register: Register
    waitlists: Waitlists
    idempotency: Idempotency
    end_entry: EndEntry
    promote_waiting: PromoteWaiting
    clock: Clock

    def __call__(
        self, student_id: UserId, entry_id: EntryId, *, key: IdempotencyKey | None, origin: Origin
    ) -> Sequence[Receipt]:
        """Decline, and return a receipt for each course; to the same key again, the first of them."""
        self.register.hold(student_id)
        if answer := answer_to(self.idempotency, student_id, key):
            return [answer]
        entry = own_offer(self.waitlists, student_id, entry_id)
        self.waitlists.lock(entry.courses, patiently=True)
        queued, at = self.waitlists.queued(entry_id, entry.courses[0]), self.clock.now()
        if queued is None or queued.entry.status is not EntryStatus.OFFERED:
            raise OfferUnknown
        receipts = self.end_entry(queued, DECLINED, at, key=key, origin=origin)
        self.promote_waiting(entry.courses, at, origin=origin)
        return receipts
