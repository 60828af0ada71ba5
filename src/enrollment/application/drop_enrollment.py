"""Give a seat up, or the reasons why not."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from enrollment.application.answers import answered_before
from enrollment.domain.academic_record import Act
from enrollment.domain.catalog import Course
from enrollment.domain.enrollments import Enrollment
from enrollment.domain.errors import CourseContended, EnrollmentUnknown
from enrollment.domain.events import DropRefused, EnrollmentDropped
from enrollment.domain.identifiers import EnrollmentId, ReceiptId, UserId
from enrollment.domain.policies import version_of
from enrollment.domain.policies.standing import on_hold
from enrollment.domain.reasons import OnHold
from enrollment.domain.receipts import Action, Receipt
from enrollment.domain.records import IdempotencyKey, Origin, Record
from enrollment.domain.rules import Rules
from enrollment.domain.seats import shared_by
from enrollment.domain.verdict import Verdict
from enrollment.ports.clock import Clock
from enrollment.ports.register import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """The enrollment, the course it is in, and what stands against dropping it now."""

    course: Course
    enrollment: Enrollment
    reason: OnHold | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DropEnrollment:
    """Give a seat up. Dropping what has ended already changes nothing and answers how it ended.

    A hold that blocks dropping refuses it: that is an answer, kept and returned. Works inside the caller's transaction
    and never ends it. Raises StudentBusy, KeyReused, and
    EnrollmentUnknown for an enrollment that is not the student's own.
    """

    register: Register
    clock: Clock

    def __call__(
        self, student_id: UserId, enrollment_id: EnrollmentId, *, key: IdempotencyKey | None, origin: Origin
    ) -> Receipt:
        """Drop, and keep the receipt. Raises StudentBusy, KeyReused or EnrollmentUnknown."""
        self.register.hold(student_id)
        facts = self.register.facts_of(enrollment_id, student_id, key.key if key else None)
        if facts.answer:
            return answered_before(facts.answer, key)
        if facts.enrollment is None:
            raise EnrollmentUnknown
        at = self.clock.now()
        if not facts.enrollment.is_live:
            return _receipt(facts.enrollment, at, facts.rules)
        held = on_hold(facts.record, Act.DROP, at)
        if held:
            return self._refused(facts.enrollment, held, _receipt(facts.enrollment, at, facts.rules), key, origin)
        dropped = facts.enrollment.dropped(at)
        receipt = _receipt(dropped, at, facts.rules)
        record = Record.of(receipt, EnrollmentDropped.of(dropped, at), key=key, origin=origin)
        if not self.register.release(dropped, record, shared_by(facts.course)):
            raise CourseContended  # cannot be while the student is held, unless staff ended it meanwhile
        return receipt

    def outlook(self, student_id: UserId, enrollment_id: EnrollmentId) -> Outlook:
        """Return how things stand for a drop that is not made, in one round trip. Raises EnrollmentUnknown."""
        facts = self.register.facts_of(enrollment_id, student_id)
        if facts.enrollment is None or facts.course is None:
            raise EnrollmentUnknown
        held = on_hold(facts.record, Act.DROP, self.clock.now()) if facts.enrollment.is_live else None
        return Outlook(course=facts.course, enrollment=facts.enrollment, reason=held)

    def _refused(
        self, enrollment: Enrollment, reason: OnHold, receipt: Receipt, key: IdempotencyKey | None, origin: Origin
    ) -> Receipt:
        refusal = replace(receipt, verdict=Verdict((reason,)), enrollment=None)
        event = DropRefused(
            at=receipt.at,
            student_id=receipt.user_id,
            course_id=receipt.course_id,
            enrollment_id=enrollment.id,
            codes=(reason.code,),
        )
        self.register.keep(Record.of(refusal, event, key=key, origin=origin))
        return refusal


def _receipt(enrollment: Enrollment, at: datetime, rules: Rules) -> Receipt:
    return Receipt(
        id=ReceiptId(uuid4()),
        action=Action.DROP,
        user_id=enrollment.student_id,
        course_id=enrollment.course_id,
        at=at,
        rules_version=version_of(rules),
        verdict=Verdict(),
        enrollment=enrollment,
    )
