"""An entry whose turn it is gets its seats."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from enrollment.application.decisions import in_order, receipt_of, receipt_of_change, spend_permits, takes_seat
from enrollment.application.giving_up import GiveUpSeats
from enrollment.application.waitlists.settling import SettleWish
from enrollment.application.waitlists.turns import Turn
from enrollment.domain.attempt import Attempt
from enrollment.domain.enrollments import EnrollmentStatus
from enrollment.domain.errors import CourseContended
from enrollment.domain.events import OfferAccepted, OfferMade, PromotionEvent, StudentPromoted
from enrollment.domain.identifiers import CourseId
from enrollment.domain.offering import offer_expires
from enrollment.domain.policies.windows import registration_closes
from enrollment.domain.receipts import Action, Receipt
from enrollment.domain.records import IdempotencyKey, Origin, Record
from enrollment.domain.verdict import Verdict
from enrollment.domain.waitlist import EntryStatus, WaitlistEntry
from enrollment.domain.waitlist_rules import Promotion
from enrollment.ports.register import Register
from enrollment.ports.waitlists import Queued, Waitlists


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveSeats:
    """Give an entry its seats, or offer them, and give up what it gives up for them.

    It comes after others have been locked, so nobody is waited for: CourseContended is raised where a student or a
    course is taken by somebody else, and the transaction is to be tried again as a whole.
    """

    register: Register
    waitlists: Waitlists
    give_up_seats: GiveUpSeats
    settle_wish: SettleWish
    campus: ZoneInfo

    def secured(self, entry: WaitlistEntry, served: CourseId) -> Queued:
        """Hold the student, lock all courses whose seats are concerned, and return what can change no more."""
        if not self.waitlists.hold(entry.student_id):
            raise CourseContended
        self.waitlists.lock((*entry.courses, *entry.courses_given_up), patiently=False)
        queued = self.waitlists.queued(entry.id, served)
        if queued is None or queued.entry.gives_up != entry.gives_up:
            raise CourseContended  # what is given up was changed before the student was held, and is not locked
        return queued

    def __call__(self, turn: Turn, at: datetime, *, origin: Origin) -> Sequence[CourseId]:
        """Give the seats that nothing stands against, and return the courses in which others came free by it."""
        if any(attempt.rules.waitlist.promotion is Promotion.OFFER for attempt in turn.attempts):
            self._offer(turn, at, origin)
            return ()
        self.give_up_seats(turn.drops, at, origin=origin)
        freed = [drop.course.id for drop in turn.drops]
        return (*freed, *self.enroll(turn, at, origin=origin))

    def enroll(self, turn: Turn, at: datetime, *, origin: Origin) -> Sequence[CourseId]:
        """Enroll, and return the courses in which seats came free since others were wanted less."""
        entry = turn.queued.entry
        had = []
        for attempt, verdict in _in_order(turn):
            receipt = receipt_of(attempt, verdict, entry.student_id, _id(attempt), action=Action.PROMOTE)
            self._take(attempt, receipt, StudentPromoted, origin, entry_id=entry.id)
            had.append(receipt)
        self.waitlists.put(entry.ended(EntryStatus.ENROLLED, at))
        return self.settle_wish(entry, had, at, origin=origin)

    def accept(
        self, turn: Turn, at: datetime, *, key: IdempotencyKey | None, origin: Origin
    ) -> tuple[Sequence[Receipt], Sequence[CourseId]]:
        """Have what was offered be taken; return a receipt a course, and the courses in which others came free."""
        entry = turn.queued.entry
        self.give_up_seats(turn.drops, at, origin=origin)
        receipts: list[Receipt] = []
        for attempt, verdict in _in_order(turn):
            assert attempt.enrollment is not None
            taken = attempt.enrollment.accepted(at)
            receipt = receipt_of_change(taken, attempt.rules, at, Action.ACCEPT, verdict=verdict)
            told = OfferAccepted.of(taken, at, entry_id=entry.id)
            record = Record.of(receipt, told, key=None if receipts else key, origin=origin)
            if not self.register.accept(taken, record):
                raise CourseContended
            spend_permits(self.register, receipt)
            receipts.append(receipt)
        self.waitlists.put(entry.ended(EntryStatus.ENROLLED, at))
        freed = [drop.course.id for drop in turn.drops]
        return receipts, (*freed, *self.settle_wish(entry, receipts, at, origin=origin))

    def _offer(self, turn: Turn, at: datetime, origin: Origin) -> None:
        entry, expires_at = turn.queued.entry, self._expires_at(turn, at)
        status = EnrollmentStatus.OFFERED
        for attempt, verdict in _in_order(turn):
            receipt = receipt_of(attempt, verdict, entry.student_id, _id(attempt), action=Action.OFFER, status=status)
            self._take(attempt, receipt, OfferMade, origin, entry_id=entry.id, expires_at=expires_at)
        self.waitlists.put(entry.offered(at, expires_at))

    def _take(
        self, attempt: Attempt, receipt: Receipt, event: type[PromotionEvent], origin: Origin, **more: Any
    ) -> None:
        assert receipt.enrollment is not None
        told = event.of(receipt.enrollment, receipt.at, **more)
        if not takes_seat(self.register, attempt, receipt, told, origin=origin):
            raise CourseContended

    def _expires_at(self, turn: Turn, at: datetime) -> datetime:
        """Return when the first of the offers it takes expires, at the latest when any registration it takes closes."""
        closes = [closes for attempt in turn.attempts if (closes := registration_closes(attempt))]
        return min(
            offer_expires(attempt.rules.waitlist, at, min(closes, default=None), self.campus)
            for attempt in turn.attempts
            if attempt.rules.waitlist.promotion is Promotion.OFFER
        )


def _in_order(turn: Turn) -> Sequence[tuple[Attempt, Verdict]]:
    pairs = zip(turn.attempts, turn.verdicts, strict=True)
    return sorted(pairs, key=lambda pair: in_order(pair[0].course))


def _id(attempt: Attempt) -> CourseId:
    assert attempt.course is not None
    return attempt.course.id
