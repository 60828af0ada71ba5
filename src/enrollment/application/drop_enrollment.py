"""Give a seat up, or the reasons why not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from enrollment.application.answers import answered_before
from enrollment.application.decisions import receipt_of_change, receipt_without_seat
from enrollment.application.giving_up import Drop, GiveUpSeats, reasons_against
from enrollment.application.waitlists.promotion import PromoteWaiting
from enrollment.domain.catalog import Course
from enrollment.domain.enrollments import Enrollment, EnrollmentStatus
from enrollment.domain.errors import EnrollmentUnknown
from enrollment.domain.events import DropRefused
from enrollment.domain.identifiers import EnrollmentId, UserId
from enrollment.domain.policies.dropping import end_of
from enrollment.domain.receipts import Action, Receipt
from enrollment.domain.records import IdempotencyKey, Origin, Record
from enrollment.domain.rules import Rules
from enrollment.domain.seats import shared_by
from enrollment.domain.users import User
from enrollment.domain.verdict import Verdict
from enrollment.ports.clock import Clock
from enrollment.ports.register import Facts, Register
from enrollment.ports.waitlists import Waitlists


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """The enrollment and its course with its rules, what stands against dropping it now, and how it would end."""

    course: Course
    rules: Rules
    enrollment: Enrollment
    verdict: Verdict
    status: EnrollmentStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class DropEnrollment:
    """Give a seat up, and in the same transaction to whoever waits for it.

    Dropping what has ended already changes nothing and answers how it ended. A refusal is an answer, kept and returned.
    Works inside the caller's transaction and never ends it. Raises StudentBusy, KeyReused, EnrollmentUnknown for an
    enrollment that is not the student's own, and CourseContended where the same again may succeed.
    """

    register: Register
    waitlists: Waitlists
    give_up_seats: GiveUpSeats
    promote_waiting: PromoteWaiting
    clock: Clock

    def __call__(
        self,
        student_id: UserId,
        enrollment_id: EnrollmentId,
        *,
        along: Sequence[EnrollmentId] = (),
        key: IdempotencyKey | None,
        origin: Origin,
    ) -> Receipt:
        """Drop it, ``along`` with others that are taken together, all or none; keep and return its receipt."""
        student = self.register.hold(student_id)
        facts = self.register.facts_of(enrollment_id, student_id, key.key if key else None)
        if facts.answer:
            return answered_before(facts.answer, key)
        if not _own(facts).is_held:
            return receipt_of_change(_own(facts), facts.rules, self.clock.now(), Action.DROP)
        others = [other for other in dict.fromkeys(along) if other != enrollment_id]
        seats = [facts, *(self.register.facts_of(other, student_id) for other in others)]
        seats = [seat for seat in seats if _own(seat).is_held]
        locked = self._lock(seats)
        at = self.clock.now()
        assert student is not None
        drops = self.give_up_seats.judge(seats, student, at)
        if reasons_against(drops).reasons:
            return self._refused(drops, student, at, key, origin)
        receipts = self.give_up_seats(drops, at, key=key, origin=origin, locked=locked)
        if locked:
            self.promote_waiting([drop.course.id for drop in drops], at, origin=origin)
        return receipts[0]

    def outlook(self, student: User, enrollment_id: EnrollmentId, along: Sequence[EnrollmentId] = ()) -> Outlook:
        """Return how things stand for a drop that is not made. Raises EnrollmentUnknown."""
        facts = self.register.facts_of(enrollment_id, student.id)
        enrollment, at = _own(facts), self.clock.now()
        assert facts.course is not None
        verdict = Verdict()
        if enrollment.is_held:
            others = (self.register.facts_of(other, student.id) for other in along)
            verdict = reasons_against(self.give_up_seats.judge([facts, *filter(_is_own, others)], student, at))
        status = end_of(facts.rules, at) if enrollment.is_held else enrollment.status
        return Outlook(course=facts.course, rules=facts.rules, enrollment=enrollment, verdict=verdict, status=status)

    def _lock(self, seats: Sequence[Facts]) -> bool:
        """Lock the courses, if anybody waits for a seat of them, or of those they share their seats with."""
        courses = [seat.course for seat in seats if seat.course]
        locked = any(course.waiting or shared_by(course) for course in courses)
        if locked:
            self.waitlists.lock([course.id for course in courses], patiently=True)
        return locked

    def _refused(
        self, drops: Sequence[Drop], student: User, at: datetime, key: IdempotencyKey | None, origin: Origin
    ) -> Receipt:
        drop, verdict = drops[0], reasons_against(drops)
        receipt = receipt_without_seat(Action.DROP, student.id, drop.course.id, drop.rules, at, verdict=verdict)
        event = DropRefused(
            at=at,
            student_id=student.id,
            course_id=drop.course.id,
            enrollment_id=drop.enrollment.id,
            codes=tuple(reason.code for reason in verdict.reasons),
        )
        self.register.keep(Record.of(receipt, event, key=key, origin=origin))
        return receipt


def _is_own(facts: Facts) -> bool:
    return facts.enrollment is not None and facts.enrollment.is_held


def _own(facts: Facts) -> Enrollment:
    """Return the enrollment. Raises EnrollmentUnknown where there is none, or it is somebody else's, or an offer."""
    if facts.enrollment is None or facts.enrollment.status is EnrollmentStatus.OFFERED:
        raise EnrollmentUnknown
    return facts.enrollment
