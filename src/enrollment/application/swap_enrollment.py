"""Give up seats for others: both at once, or neither."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from enrollment.application.answers import answers_in, keys_of
from enrollment.application.decisions import keep_all, receipts_as_one
from enrollment.application.giving_up import Drop, GiveUpSeats, reasons_against
from enrollment.application.waitlists.foreseeing import Foresee
from enrollment.application.waitlists.join import Joined, JoinWaitlist, Wanted, joined_before
from enrollment.application.waitlists.own import own_seats
from enrollment.application.waitlists.promotion import PromoteWaiting
from enrollment.domain.attempt import Attempt
from enrollment.domain.identifiers import CourseId, EnrollmentId, UserId
from enrollment.domain.policies.linked import as_if_complete
from enrollment.domain.receipts import Action, Receipt
from enrollment.domain.records import IdempotencyKey, Origin
from enrollment.domain.submission import judge_as_one
from enrollment.domain.users import User
from enrollment.domain.verdict import Verdict
from enrollment.ports.clock import Clock
from enrollment.ports.register import Facts, Register
from enrollment.ports.waitlists import Waitlists

# How many seats are given up at once at most, and how many are had for them.
MOST_SWAPPED = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """The seats given up and the courses wanted for them; ``waits``: where these are full, in line with a swap."""

    drop: tuple[EnrollmentId, ...]
    add: tuple[CourseId, ...]
    waits: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """The courses given up, and the attempts on those wanted, each with the verdict on it.

    What is still to be chosen along with a single course is taken for granted. ``may_wait``: nothing but a seat is
    missing.
    """

    given_up: Sequence[CourseId]
    wanted: Sequence[tuple[Attempt, Verdict]]
    may_wait: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SwapEnrollment:
    """Swap seats, judged by the schedule that comes of it.

    A refusal is an answer: it is kept and returned. Works inside the caller's transaction and never ends it. The
    courses of both sides are locked in one order, so that swaps never wait for one another in a ring. The same key
    again gets the same receipts. Raises StudentBusy, KeyReused, CourseContended; and EnrollmentUnknown for a seat that
    the student does not hold.
    """

    register: Register
    waitlists: Waitlists
    foresee: Foresee
    give_up_seats: GiveUpSeats
    promote_waiting: PromoteWaiting
    join_waitlist: JoinWaitlist
    clock: Clock

    def __call__(self, student_id: UserId, swap: Swap, *, key: IdempotencyKey | None, origin: Origin) -> Joined:
        """Swap, and return the receipts about the courses wanted; with the entry, where these are waited for now."""
        student = self.register.hold(student_id)
        keys = keys_of(key, swap.add)
        facts = {one: self.register.facts(one, student_id, given.key if given else None) for one, given in keys.items()}
        if answers := answers_in(facts.values(), key):
            return joined_before(self.waitlists, list(answers.values()))
        assert student is not None
        seats = own_seats(self.register, student_id, swap.drop)
        self.waitlists.lock({*swap.add, *_courses(seats)}, patiently=True)
        at = self.clock.now()
        attempts = self._attempts(facts, seats, student, at, origin)
        instead = [attempt.course for attempt in attempts.values() if attempt.course]
        drops = self.give_up_seats.judge(seats, student, at, instead=instead)
        verdicts = _verdicts(attempts, drops)
        if swap.waits and _wants_only_seats(verdicts):
            return self.join_waitlist(student_id, Wanted(courses=swap.add, gives_up=swap.drop), key=key, origin=origin)
        receipts = self._kept(attempts, verdicts, drops, key, origin)
        if not any(receipt.is_refused for receipt in receipts):
            self.promote_waiting(_courses(seats), at, origin=origin)
        return Joined(receipts=receipts)

    def outlook(self, student: User, swap: Swap) -> Outlook:
        """Return how things stand for a swap that is not made. Raises EnrollmentUnknown."""
        at, seats = self.clock.now(), own_seats(self.register, student.id, swap.drop)
        facts = {one: self.register.facts(one, student.id) for one in swap.add}
        attempts = self._without(facts, seats, student, at)
        instead = [attempt.course for attempt in attempts.values() if attempt.course]
        drops = self.give_up_seats.judge(seats, student, at, instead=instead)
        verdicts = _verdicts(_completed(attempts), drops)
        return Outlook(
            given_up=_courses(seats),
            wanted=list(zip(attempts.values(), verdicts, strict=True)),
            may_wait=_wants_only_seats(verdicts),
        )

    def _attempts(
        self, facts: dict[CourseId, Facts], seats: Sequence[Facts], student: User, at: datetime, origin: Origin
    ) -> Mapping[CourseId, Attempt]:
        """Return the attempts on what those who wait leave, as if the seats were given up already."""
        waited_for = [one for one, found in facts.items() if found.course and found.course.waiting]
        self.promote_waiting(waited_for, at, origin=origin)
        return self._without(facts | dict(self.register.facts_about(list(facts), student.id)), seats, student, at)

    def _without(
        self, facts: Mapping[CourseId, Facts], seats: Sequence[Facts], student: User, at: datetime
    ) -> Mapping[CourseId, Attempt]:
        given_up = _courses(seats)
        return {one: self.foresee(found.attempt(at, student).giving_up(given_up)) for one, found in facts.items()}

    def _kept(
        self,
        attempts: Mapping[CourseId, Attempt],
        verdicts: Sequence[Verdict],
        drops: Sequence[Drop],
        key: IdempotencyKey | None,
        origin: Origin,
    ) -> Sequence[Receipt]:
        """Keep the receipts of the swap, with those of the drops; or those of what stands against it."""
        receipts = receipts_as_one(attempts, verdicts, drops[0].enrollment.student_id, Action.SWAP)
        if not any(receipt.is_refused for receipt in receipts.values()):
            self.give_up_seats(drops, next(iter(attempts.values())).at, origin=origin)
        keep_all(self.register, attempts, receipts, key, origin, locked=True)
        return list(receipts.values())


def _courses(seats: Sequence[Facts]) -> Sequence[CourseId]:
    return [seat.course.id for seat in seats if seat.course]


def _completed(attempts: Mapping[CourseId, Attempt]) -> Mapping[CourseId, Attempt]:
    if len(attempts) > 1:
        return attempts
    return {one: as_if_complete(attempt) for one, attempt in attempts.items()}


def _verdicts(attempts: Mapping[CourseId, Attempt], drops: Sequence[Drop]) -> Sequence[Verdict]:
    """Return the verdict on each course wanted; what keeps the seats to be given up is said of the first."""
    first, *others = judge_as_one(list(attempts.values()))
    first = replace(first, reasons=(*first.reasons, *reasons_against(drops).reasons))
    return (first, *others)


def _wants_only_seats(verdicts: Sequence[Verdict]) -> bool:
    return any(verdict.reasons for verdict in verdicts) and all(
        verdict.allowed or verdict.may_wait for verdict in verdicts
    )
