"""Stand in line no longer."""

from collections.abc import Sequence
from dataclasses import dataclass

from enrollment.application.answers import answer_to
from enrollment.application.waitlists.ending import LEFT, EndEntry
from enrollment.application.waitlists.own import own_entry
from enrollment.domain.identifiers import EntryId, UserId
from enrollment.domain.receipts import Receipt
from enrollment.domain.records import IdempotencyKey, Origin
from enrollment.domain.waitlist_errors import EntryUnknown
from enrollment.ports.clock import Clock
from enrollment.ports.idempotency import Idempotency
from enrollment.ports.register import Register
from enrollment.ports.waitlists import Waitlists


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveWaitlist:
    """Take a student's entry out of line, in all its courses at once.

    Works inside the caller's transaction and never ends it. Raises StudentBusy, KeyReused, and EntryUnknown for what is
    not the student's, or does not wait any more; an offer is declined instead.
    """

    register: Register
    waitlists: Waitlists
    idempotency: Idempotency
    end_entry: EndEntry
    clock: Clock

    def __call__(
        self, student_id: UserId, entry_id: EntryId, *, key: IdempotencyKey | None, origin: Origin
    ) -> Sequence[Receipt]:
        """Leave, and return a receipt for each course; to the same key again, the first of them."""
        self.register.hold(student_id)
        if answer := answer_to(self.idempotency, student_id, key):
            return [answer]
        entry = own_entry(self.waitlists, student_id, entry_id)
        self.waitlists.lock(entry.courses, patiently=True)
        queued = self.waitlists.queued(entry_id, entry.courses[0])
        if queued is None or not queued.entry.is_waiting:
            raise EntryUnknown
        return self.end_entry(queued, LEFT, self.clock.now(), key=key, origin=origin)
