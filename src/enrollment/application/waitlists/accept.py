"""Take the seat that is offered, or learn why not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from enrollment.application.answers import answer_to
from enrollment.application.decisions import receipt_without_seat
from enrollment.application.waitlists.giving import GiveSeats
from enrollment.application.waitlists.judging import JudgeTurns
from enrollment.application.waitlists.own import own_offer
from enrollment.application.waitlists.promotion import PromoteWaiting
from enrollment.domain.events import OfferRefused
from enrollment.domain.identifiers import EntryId, UserId
from enrollment.domain.policies import ACCEPTING
from enrollment.domain.reasons import OfferExpired, Reason
from enrollment.domain.receipts import Action, Receipt
from enrollment.domain.records import IdempotencyKey, Origin, Record
from enrollment.domain.verdict import Verdict
from enrollment.ports.clock import Clock
from enrollment.ports.idempotency import Idempotency
from enrollment.ports.register import Register
from enrollment.ports.waitlists import Queued, Waitlists


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptOffer:
    """Take what was offered, all of it, and give up what is given up for it.

    An offer accepted in time is good for a seat: only what has changed about the student since stands against it. The
    instant it expires is too late. A refusal is an answer, kept and returned, and the offer stands on. Works inside the
    caller's transaction and never ends it. Raises StudentBusy, KeyReused, CourseContended; and OfferUnknown for what is
    not the student's, or was taken, declined or withdrawn.
    """

    register: Register
    waitlists: Waitlists
    idempotency: Idempotency
    judge_turns: JudgeTurns
    give_seats: GiveSeats
    promote_waiting: PromoteWaiting
    clock: Clock

    def __call__(
        self, student_id: UserId, entry_id: EntryId, *, key: IdempotencyKey | None, origin: Origin
    ) -> Sequence[Receipt]:
        """Accept, and return a receipt for each course, or that of the refusal; to the same key again, the first."""
        self.register.hold(student_id)
        if answer := answer_to(self.idempotency, student_id, key):
            return [answer]
        entry = own_offer(self.waitlists, student_id, entry_id)
        self.waitlists.lock(entry.courses_given_up, patiently=True)
        queued, at = self.waitlists.queued(entry_id, entry.courses[0]), self.clock.now()
        assert queued is not None
        if not entry.stands(at):
            return [self._refused(queued, (OfferExpired(expired_at=entry.expires_at or at),), at, key, origin)]
        turn = self.judge_turns(queued, at, {}, ACCEPTING)
        if not turn.allowed:
            return [self._refused(queued, turn.reasons, at, key, origin)]
        receipts, freed = self.give_seats.accept(turn, at, key=key, origin=origin)
        self.promote_waiting(freed, at, origin=origin)
        return receipts

    def _refused(
        self, queued: Queued, reasons: tuple[Reason, ...], at: datetime, key: IdempotencyKey | None, origin: Origin
    ) -> Receipt:
        entry, course_id = queued.entry, queued.entry.courses[0]
        rules, verdict = queued.facts[course_id].rules, Verdict(reasons)
        receipt = receipt_without_seat(Action.ACCEPT, entry.student_id, course_id, rules, at, verdict=verdict)
        codes = tuple(reason.code for reason in reasons)
        event = OfferRefused(at=at, student_id=entry.student_id, course_id=course_id, entry_id=entry.id, codes=codes)
        self.register.keep(Record.of(receipt, event, key=key, origin=origin))
        return receipt
