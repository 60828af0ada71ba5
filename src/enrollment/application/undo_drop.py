"""Have back a seat that was given up a moment ago."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from enrollment.application.answers import answer_to
from enrollment.application.decisions import keep_all, receipts_as_one
from enrollment.application.waitlists.foreseeing import Foresee
from enrollment.domain.attempt import Attempt
from enrollment.domain.enrollments import Enrollment, EnrollmentStatus
from enrollment.domain.errors import EnrollmentUnknown
from enrollment.domain.identifiers import CourseId, EnrollmentId, UserId
from enrollment.domain.policies import RESTORING
from enrollment.domain.receipts import Action, Receipt
from enrollment.domain.records import IdempotencyKey, Origin
from enrollment.domain.submission import judge_as_one
from enrollment.domain.users import User
from enrollment.domain.waitlist_errors import UndoOver
from enrollment.ports.clock import Clock
from enrollment.ports.idempotency import Idempotency
from enrollment.ports.register import Facts, Register
from enrollment.ports.waitlists import Waitlists

A_MOMENT = timedelta(minutes=1)
_GIVEN_UP = frozenset({EnrollmentStatus.DROPPED, EnrollmentStatus.WITHDRAWN})


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoDrop:
    """Give a student back what was dropped within the last minute, if nobody was given the seat meanwhile.

    It is a new enrollment: what has ended stays so on record. All of what was dropped together comes back, or nothing;
    a refusal is an answer, kept and returned. Works inside the caller's transaction and never ends it. Raises
    StudentBusy, KeyReused; EnrollmentUnknown for what is not the student's or was not dropped, and UndoOver.
    """

    register: Register
    waitlists: Waitlists
    foresee: Foresee
    idempotency: Idempotency
    clock: Clock

    def __call__(
        self, student_id: UserId, dropped: Sequence[EnrollmentId], *, key: IdempotencyKey | None, origin: Origin
    ) -> Sequence[Receipt]:
        """Undo the drops of these enrollments, one at least; to the same key again, return the first receipt."""
        student = self.register.hold(student_id)
        if answer := answer_to(self.idempotency, student_id, key):
            return [answer]
        past = [_dropped(self.register.facts_of(enrollment_id, student_id)) for enrollment_id in dropped]
        course_ids = list(dict.fromkeys(enrollment.course_id for enrollment in past))
        self.waitlists.lock(course_ids, patiently=True)
        at = self.clock.now()
        if any(enrollment.ended_at is None or at - enrollment.ended_at >= A_MOMENT for enrollment in past):
            raise UndoOver
        attempts = self._attempts(course_ids, student, at)
        verdicts = judge_as_one(list(attempts.values()), RESTORING)
        receipts = receipts_as_one(attempts, verdicts, student_id, Action.UNDO)
        keep_all(self.register, attempts, receipts, key, origin, locked=True)
        return list(receipts.values())

    def _attempts(
        self, course_ids: Sequence[CourseId], student: User | None, at: datetime
    ) -> Mapping[CourseId, Attempt]:
        facts = self.register.facts_about(course_ids, student.id if student else None)
        return {one: self.foresee(facts[one].attempt(at, student)) for one in course_ids}


def _dropped(facts: Facts) -> Enrollment:
    if facts.enrollment is None or facts.enrollment.status not in _GIVEN_UP:
        raise EnrollmentUnknown
    return facts.enrollment
