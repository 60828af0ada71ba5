"""What becomes of a mail: tried until it is accepted, or until it is plain that it never will be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from enrollment.domain.identifiers import CourseId, EnrollmentId, MessageId, UserId
from enrollment.domain.notices import NoticeKind

# How long is waited after the first, second, … temporary failure, and after each that follows.
LADDER = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(minutes=60))
THEN_EVERY = timedelta(hours=4)
GIVEN_UP_AFTER = timedelta(days=5)  # of the first attempt; RFC 5321 §4.5.4.1 asks for four or five
# A mail that a server may have accepted is sent once more, and no more than that: it would do the same again.
UNKNOWN_RETRY = timedelta(minutes=10)
UNKNOWN_AT_MOST = 2
# That a sender of ours ended is not the mail's fault; unless it happens to every one that takes it in hand.
CUT_OFF_AT_MOST = 5
DELAYED_AFTER = timedelta(minutes=2)
LONGEST_ANSWER = 1000


class DeliveryState(StrEnum):
    """Where a mail stands. All but waiting are ends."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    BOUNCED = "bounced"
    EXPIRED = "expired"


FAILED = frozenset({DeliveryState.BOUNCED, DeliveryState.EXPIRED})


class Outcome(StrEnum):
    """What an attempt to deliver came to.

    UNKNOWN: the server had the whole letter, and never said whether it took it. UNWITNESSED: likewise, since the
    sender ended. CUT_OFF: the sender ended before the letter was through, so nobody has it.
    """

    ACCEPTED = "accepted"
    TEMPORARY = "temporary"
    UNKNOWN = "unknown"
    UNWITNESSED = "unwitnessed"
    CUT_OFF = "cut off"
    REFUSED = "refused"


AMBIGUOUS = frozenset({Outcome.UNKNOWN, Outcome.UNWITNESSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """One attempt to deliver, when its outcome was known, and the other side's words, at most LONGEST_ANSWER."""

    at: datetime
    outcome: Outcome
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One mail to one person, under the id of the message that calls for it.

    ``told`` is the event it tells of, as messages have it, ``at`` its instant, and ``enrollment_id`` the seat it is
    about, if any. ``recipient`` is the address last tried. ``attempts`` counts those begun, ``history`` has those whose
    outcome is on record. ``first_at`` is the first attempt of the present round: a mail sent again on demand begins a
    new one. Until ``claimed_until`` it is in the hands of one sender.
    """

    id: MessageId
    user_id: UserId
    kind: NoticeKind
    course_id: CourseId
    enrollment_id: EnrollmentId | None
    recipient: str
    at: datetime
    told: Mapping[str, Any] = field(default_factory=dict)
    state: DeliveryState = DeliveryState.WAITING
    attempts: int = 0
    first_at: datetime | None = None
    next_attempt_at: datetime | None = None
    claimed_until: datetime | None = None
    ended_at: datetime | None = None
    history: tuple[Try, ...] = ()

    @property
    def last_answer(self) -> str:
        """What was said to the latest attempt; nothing before the first."""
        return self.history[-1].answer if self.history else ""

    @property
    def ambiguous(self) -> int:
        """How many attempts may or may not have been accepted: so many copies too many there may be."""
        return sum(past.outcome in AMBIGUOUS for past in self.history)

    @property
    def due_at(self) -> datetime | None:
        """When it is tried next: not while a sender has it in hand. None at its end."""
        due = self.next_attempt_at
        return max(due, self.claimed_until or due) if due else None

    @property
    def may_be_tried(self) -> bool:
        """Whether another attempt may come to something else than all those before."""
        cut_off = self._in_this_round(Outcome.CUT_OFF, Outcome.UNWITNESSED)
        return self._in_this_round(Outcome.UNKNOWN) < UNKNOWN_AT_MOST and cut_off < CUT_OFF_AT_MOST

    def is_delayed(self, at: datetime) -> bool:
        """Whether the mail has been waiting for longer than anybody expects to."""
        return self.state is DeliveryState.WAITING and at - self.at > DELAYED_AFTER

    def claimed(self, at: datetime, until: datetime) -> "Delivery":
        """The same, in the hands of a sender."""
        return replace(self, attempts=self.attempts + 1, first_at=self.first_at or at, claimed_until=until)

    def recovered(self, at: datetime) -> "Delivery":
        """The same claimed delivery, with those attempts in its history whose sender ended before it noted anything.

        It would have noted ``handed_over`` before anybody could have the letter.
        """
        cut_off = self.attempts - 1 - len(self.history)
        lost = Try(at=at, outcome=Outcome.CUT_OFF, answer="The sender ended before the letter was through.")
        return replace(self, history=(*self.history, *(lost,) * cut_off))

    def handed_over(self, at: datetime) -> "Delivery":
        """The same claimed delivery as it is on record from when a server may have the letter.

        If its sender ends before it notes what became of it, that is what became of it.
        """
        this = Try(at=at, outcome=Outcome.UNWITNESSED, answer="What the server said to the letter was not noted.")
        return replace(self, history=(*self.history, this))

    def after(self, outcome: Outcome, answer: str, at: datetime) -> "Delivery":
        """The same once the attempt has come to that: at its end, or waiting for the next."""
        this = Try(at=at, outcome=outcome, answer=answer[:LONGEST_ANSWER])
        tried = replace(self, history=(*self.history, this))
        match outcome:
            case Outcome.ACCEPTED:
                return tried._ended(DeliveryState.ACCEPTED, at)
            case Outcome.REFUSED:
                return tried._ended(DeliveryState.BOUNCED, at)
            case Outcome.UNKNOWN:
                return replace(tried, next_attempt_at=at + UNKNOWN_RETRY) if tried.may_be_tried else tried._given_up(at)
            case _:
                return tried._waiting(at)

    def withheld(self, at: datetime) -> "Delivery":
        """The same claimed delivery, given up without another attempt, since there must not be one."""
        return replace(self, attempts=self.attempts - 1)._given_up(at)

    def again(self, at: datetime) -> "Delivery":
        """The same, waiting and due at once: a new round, with the history kept. What was accepted stays accepted."""
        if self.state is DeliveryState.ACCEPTED:
            return self
        return replace(self, state=DeliveryState.WAITING, first_at=None, next_attempt_at=at, ended_at=None)

    def _given_up(self, at: datetime) -> "Delivery":
        return self._ended(DeliveryState.EXPIRED, at)

    def _ended(self, state: DeliveryState, at: datetime) -> "Delivery":
        return replace(self, state=state, next_attempt_at=None, ended_at=at)

    def _waiting(self, at: datetime) -> "Delivery":
        last_at = (self.first_at or at) + GIVEN_UP_AFTER
        if at >= last_at:
            return self._given_up(at)
        failures = self._in_this_round(Outcome.TEMPORARY)
        wait = LADDER[failures - 1] if failures <= len(LADDER) else THEN_EVERY
        return replace(self, next_attempt_at=min(at + wait, last_at))

    def _in_this_round(self, *outcomes: Outcome) -> int:
        if self.first_at is None:
            return 0
        return sum(past.outcome in outcomes and past.at >= self.first_at for past in self.history)


def in_trouble(latest_first: Iterable[Delivery], at: datetime) -> Mapping[EnrollmentId, Delivery]:
    """Return the latest mail about each enrollment, where it is delayed or has ended without being accepted."""
    latest: dict[EnrollmentId, Delivery] = {}
    for delivery in latest_first:
        if delivery.enrollment_id:
            latest.setdefault(delivery.enrollment_id, delivery)
    return {about: mail for about, mail in latest.items() if mail.is_delayed(at) or mail.state in FAILED}
