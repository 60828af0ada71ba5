"""How an entry ends that does not come to its seats: it leaves the lines, or what was offered is given back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from enrollment.application.decisions import in_order, receipt_of_change, receipt_without_seat
from enrollment.domain.enrollments import EnrollmentStatus
from enrollment.domain.errors import CourseContended
from enrollment.domain.events import (
    Event,
    OfferDeclined,
    OfferLapsed,
    PromotionEvent,
    WaitlistEvent,
    WaitlistLeft,
    WaitlistRemoved,
)
from enrollment.domain.receipts import Action, Receipt
from enrollment.domain.records import IdempotencyKey, Origin, Record
from enrollment.domain.seats import shared_by
from enrollment.domain.waitlist import EntryStatus, WaitlistEntry
from enrollment.ports.agenda import Agenda, Chore
from enrollment.ports.register import Facts, Register
from enrollment.ports.waitlists import Queued, Waitlists


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """A way to end: how the entry stands then, what its receipts are of, and the event that tells of it."""

    status: EntryStatus
    action: Action
    event: type[WaitlistEvent] | type[PromotionEvent]
    note: str | None = None

    def told(self, entry: WaitlistEntry, facts: Facts, at: datetime) -> Event:
        """Return the event that tells of it in one course."""
        assert facts.course is not None
        about: dict[str, Any] = {"at": at, "student_id": entry.student_id, "course_id": facts.course.id}
        if facts.enrollment and issubclass(self.event, PromotionEvent):
            about["enrollment_id"] = facts.enrollment.id
        if self.note is not None:
            about["note"] = self.note
        return self.event(entry_id=entry.id, **about)


LEFT = Ending(status=EntryStatus.LEFT, action=Action.LEAVE, event=WaitlistLeft)
DECLINED = Ending(status=EntryStatus.DECLINED, action=Action.DECLINE, event=OfferDeclined)
LAPSED = Ending(status=EntryStatus.EXPIRED, action=Action.LAPSE, event=OfferLapsed)


def removed(note: str) -> Ending:
    """Return the end of an entry in line that others bring about, for that reason."""
    return Ending(status=EntryStatus.REMOVED, action=Action.REMOVE, event=WaitlistRemoved, note=note)


def withdrawn(note: str) -> Ending:
    """Return the end of an offer that others bring about, for that reason."""
    return Ending(status=EntryStatus.REMOVED, action=Action.LAPSE, event=OfferLapsed, note=note)


@dataclass(frozen=True, slots=True, kw_only=True)
class EndEntry:
    """End an entry whose courses are locked, with a receipt for each of these.

    If it is offered its seats, its student is held besides; they are free again, and whoever ends it serves those who
    wait for them.
    """

    register: Register
    waitlists: Waitlists
    agenda: Agenda

    def __call__(
        self, queued: Queued, ending: Ending, at: datetime, *, key: IdempotencyKey | None = None, origin: Origin
    ) -> Sequence[Receipt]:
        """End it. The key is answered with the first of the receipts. Raises CourseContended."""
        receipts: list[Receipt] = []
        for facts in sorted(queued.facts.values(), key=lambda facts: in_order(facts.course)):
            answered = None if receipts else key
            receipts.append(self._in_one_course(queued.entry, facts, ending, at, answered, origin))
        self.waitlists.put(queued.entry.ended(ending.status, at))
        return receipts

    def _in_one_course(
        self,
        entry: WaitlistEntry,
        facts: Facts,
        ending: Ending,
        at: datetime,
        key: IdempotencyKey | None,
        origin: Origin,
    ) -> Receipt:
        told = ending.told(entry, facts, at)
        assert facts.course is not None
        if entry.is_waiting or facts.enrollment is None:
            receipt = receipt_without_seat(ending.action, entry.student_id, facts.course.id, facts.rules, at)
            self.register.keep(Record.of(receipt, told, key=key, origin=origin))
            return receipt
        ended = facts.enrollment.ended(EnrollmentStatus.RETURNED, at)
        receipt = receipt_of_change(ended, facts.rules, at, ending.action)
        record = Record.of(receipt, told, key=key, origin=origin)
        if not self.register.release(ended, record, shared_by(facts.course), locked=True):
            raise CourseContended
        if facts.course.watched:
            self.agenda.put(facts.course.id, Chore.WATCH, at)
        return receipt
