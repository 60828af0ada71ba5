"""Give a seat up."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from enrollment.application.answers import answered_before
from enrollment.domain.enrollments import Enrollment
from enrollment.domain.errors import CourseContended, EnrollmentUnknown
from enrollment.domain.events import EnrollmentDropped
from enrollment.domain.identifiers import EnrollmentId, ReceiptId, UserId
from enrollment.domain.policies import STANDARD_VERSION
from enrollment.domain.receipts import Action, Receipt
from enrollment.domain.records import IdempotencyKey, Origin, Record
from enrollment.domain.verdict import Verdict
from enrollment.ports.clock import Clock
from enrollment.ports.register import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class DropEnrollment:
    """Give a seat up. Dropping what has ended already changes nothing and answers how it ended.

    Works inside the caller's transaction and never ends it. Raises StudentBusy, KeyReused, and
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
            return _receipt(facts.enrollment, at)
        dropped = facts.enrollment.dropped(at)
        receipt = _receipt(dropped, at)
        record = Record.of(receipt, EnrollmentDropped.of(dropped, at), key=key, origin=origin)
        if not self.register.release(dropped, record):
            raise CourseContended  # cannot be while the student is held, unless staff ended it meanwhile
        return receipt


def _receipt(enrollment: Enrollment, at: datetime) -> Receipt:
    return Receipt(
        id=ReceiptId(uuid4()),
        action=Action.DROP,
        user_id=enrollment.student_id,
        course_id=enrollment.course_id,
        at=at,
        rules_version=STANDARD_VERSION,
        verdict=Verdict(),
        enrollment=enrollment,
    )
