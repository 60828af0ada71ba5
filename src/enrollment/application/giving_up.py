"""Seats are given up: judged together, and each given back with a receipt of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from enrollment.application.decisions import in_order, receipt_of_change, spend_permits
from enrollment.domain.catalog import Course
from enrollment.domain.enrollments import Enrollment, EnrollmentStatus
from enrollment.domain.errors import CourseContended
from enrollment.domain.events import EnrollmentDropped
from enrollment.domain.identifiers import CourseId
from enrollment.domain.policies.dropping import DropAttempt, decide_drop, end_of
from enrollment.domain.receipts import Action, Receipt
from enrollment.domain.records import IdempotencyKey, Origin, Record
from enrollment.domain.rules import Rules
from enrollment.domain.seats import shared_by
from enrollment.domain.users import User
from enrollment.domain.verdict import Verdict
from enrollment.ports.agenda import Agenda, Chore
from enrollment.ports.register import Facts, Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """A seat to be given up, and the verdict on that; it may be all that stands between the student and ``waited_for``.

    What is had instead of the seat is not among that.
    """

    course: Course
    enrollment: Enrollment
    rules: Rules
    verdict: Verdict
    waited_for: tuple[CourseId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveUpSeats:
    """Give up seats of one student, who is held: all of them, or none."""

    register: Register
    agenda: Agenda

    def judge(
        self, seats: Sequence[Facts], student: User, at: datetime, *, instead: Sequence[Course] = ()
    ) -> Sequence[Drop]:
        """Judge giving up these seats at once, while the courses ``instead`` are had.

        It takes a round trip, if the student has other courses in the term.
        """
        given_up, had = tuple(facts.course for facts in seats if facts.course), {course.id for course in instead}
        others = _others_held(seats, given_up)
        about = self.register.facts_about(others, student.id).values() if others else ()
        kept = tuple(facts.attempt(at, student) for facts in about)
        drops = []
        for facts in seats:
            assert facts.course is not None
            assert facts.enrollment is not None
            attempt = DropAttempt(
                at=at,
                course=facts.course,
                record=facts.record,
                rules=facts.rules,
                permits=facts.permits,
                kept=kept,
                given_up=given_up,
                instead=tuple(instead),
            )
            drops.append(
                Drop(
                    course=facts.course,
                    enrollment=facts.enrollment,
                    rules=facts.rules,
                    verdict=decide_drop(attempt),
                    waited_for=tuple(one.id for one in facts.waiting_for if one.id not in had),
                )
            )
        return drops

    def __call__(
        self,
        drops: Sequence[Drop],
        at: datetime,
        *,
        key: IdempotencyKey | None = None,
        origin: Origin,
        locked: bool = True,
    ) -> Sequence[Receipt]:
        """Give them up; the key is answered with the receipt of the first. Raises CourseContended.

        Whoever watches one of the courses for a seat is looked after soon, and so is what the student waits for.
        """
        receipts = {}
        for drop in sorted(drops, key=lambda drop: in_order(drop.course)):
            answered = key if drop is drops[0] else None
            receipts[drop.enrollment.id] = self._give_up(drop, at, answered, origin, locked)
        for course_id in dict.fromkeys(one for drop in drops for one in drop.waited_for):
            self.agenda.put(course_id, Chore.SERVE, at)
        return [receipts[drop.enrollment.id] for drop in drops]

    def _give_up(self, drop: Drop, at: datetime, key: IdempotencyKey | None, origin: Origin, locked: bool) -> Receipt:
        status = end_of(drop.rules, at)
        ended = drop.enrollment.ended(status, at)
        receipt = receipt_of_change(ended, drop.rules, at, Action.DROP, verdict=drop.verdict)
        event = EnrollmentDropped.of(ended, at, withdrawn=status is EnrollmentStatus.WITHDRAWN)
        record = Record.of(receipt, event, key=key, origin=origin)
        if not self.register.release(ended, record, shared_by(drop.course), locked=locked):
            raise CourseContended
        spend_permits(self.register, receipt)
        if drop.course.watched:
            self.agenda.put(drop.course.id, Chore.WATCH, at)
        return receipt


def reasons_against(drops: Sequence[Drop]) -> Verdict:
    """Return all that stands against giving up any of the seats."""
    return Verdict(tuple(dict.fromkeys(reason for drop in drops for reason in drop.verdict.reasons)))


def _others_held(seats: Sequence[Facts], given_up: Sequence[Course]) -> Sequence[CourseId]:
    terms, gone = {course.term for course in given_up}, {course.id for course in given_up}
    held = (course for facts in seats for course in facts.held)
    return list(dict.fromkeys(course.id for course in held if course.term in terms and course.id not in gone))
