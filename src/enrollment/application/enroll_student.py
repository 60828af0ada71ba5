"""Give a student a seat, or the reasons why not."""

from dataclasses import dataclass, replace
from typing import TypeVar
from uuid import uuid4

from enrollment.application.answers import answered_before
from enrollment.domain.attempt import Attempt
from enrollment.domain.enrollments import Enrollment, EnrollmentStatus
from enrollment.domain.errors import CourseContended
from enrollment.domain.events import EnrollmentRefused, StudentEnrolled
from enrollment.domain.identifiers import CourseId, EnrollmentId, ReceiptId, UserId
from enrollment.domain.policies import STANDARD_VERSION, decide
from enrollment.domain.receipts import Action, Receipt
from enrollment.domain.records import IdempotencyKey, Origin, Record
from enrollment.ports.clock import Clock
from enrollment.ports.register import Register

CLAIMS = 3
Told = TypeVar("Told", StudentEnrolled, EnrollmentRefused)


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrollStudent:
    """Give a student a seat, or the reasons why not; the same key again gets the same receipt.

    Works inside the caller's transaction and never ends it. A refusal is an answer: it is kept and
    returned. Only what should not happen is raised: StudentBusy, KeyReused, CourseContended.
    """

    register: Register
    clock: Clock

    def __call__(
        self, student_id: UserId, course_id: CourseId, *, key: IdempotencyKey | None, origin: Origin
    ) -> Receipt:
        """Decide, and keep the decision. Raises StudentBusy, KeyReused or CourseContended."""
        student = self.register.hold(student_id)  # first, so that nothing the student does can go stale below
        for _ in range(CLAIMS):
            facts = self.register.facts(course_id, student_id, key.key if key else None)
            if facts.answer:
                return answered_before(facts.answer, key)
            attempt = Attempt(at=self.clock.now(), user=student, course=facts.course, enrollment=facts.enrollment)
            receipt = _decided(attempt, student_id, course_id)
            if receipt.enrollment is None:
                refused = _measured(EnrollmentRefused.of(receipt), origin)
                self.register.keep(Record.of(receipt, refused, key=key, origin=origin))
                return receipt
            enrolled = _measured(StudentEnrolled.of(receipt.enrollment, receipt.at), origin)
            if self.register.admit(receipt.enrollment, Record.of(receipt, enrolled, key=key, origin=origin)):
                return receipt
            # Somebody was faster between the facts and the claim: decide again from fresh facts.
        raise CourseContended


def _decided(attempt: Attempt, student_id: UserId, course_id: CourseId) -> Receipt:
    verdict = decide(attempt)
    enrollment = None
    if verdict.allowed:
        enrollment = Enrollment(
            id=EnrollmentId(uuid4()),
            course_id=course_id,
            student_id=student_id,
            status=EnrollmentStatus.APPROVED,
            enrollment_date=attempt.at,
        )
    return Receipt(
        id=ReceiptId(uuid4()),
        action=Action.ENROLL,
        user_id=student_id,
        course_id=course_id,
        at=attempt.at,
        rules_version=STANDARD_VERSION,
        verdict=verdict,
        enrollment=enrollment,
    )


def _measured(event: Told, origin: Origin) -> Told:
    return replace(event, device=origin.device, duration_ms=origin.since_click_ms(event.at))
