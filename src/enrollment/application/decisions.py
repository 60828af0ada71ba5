"""What is made of a verdict: the enrollment it grants, the receipt, and the record of it."""

from dataclasses import replace
from typing import TypeVar
from uuid import uuid4

from enrollment.domain.attempt import Attempt
from enrollment.domain.enrollments import Enrollment, EnrollmentStatus
from enrollment.domain.events import EnrollmentRefused, StudentEnrolled
from enrollment.domain.identifiers import CourseId, EnrollmentId, ReceiptId, UserId
from enrollment.domain.policies import version_of
from enrollment.domain.receipts import Action, Receipt
from enrollment.domain.records import IdempotencyKey, Origin, Record
from enrollment.domain.seats import pool_for, shared_by
from enrollment.domain.verdict import Verdict
from enrollment.ports.register import Register

Told = TypeVar("Told", StudentEnrolled, EnrollmentRefused)


def receipt_of(attempt: Attempt, verdict: Verdict, student_id: UserId, course_id: CourseId) -> Receipt:
    """Return the receipt of the decision, with a new enrollment where the verdict allows one."""
    enrollment = None
    if verdict.allowed:
        enrollment = Enrollment(
            id=EnrollmentId(uuid4()),
            course_id=course_id,
            student_id=student_id,
            status=EnrollmentStatus.APPROVED,
            enrollment_date=attempt.at,
            pool=_pool_of(attempt),
        )
    return Receipt(
        id=ReceiptId(uuid4()),
        action=Action.ENROLL,
        user_id=student_id,
        course_id=course_id,
        at=attempt.at,
        rules_version=version_of(attempt.rules),
        verdict=verdict,
        enrollment=enrollment,
    )


def is_kept(register: Register, attempt: Attempt, receipt: Receipt, key: IdempotencyKey | None, origin: Origin) -> bool:
    """Keep the decision; return False, with no seat taken, when somebody was faster and it has to be made anew."""
    if receipt.enrollment is None:
        refused = _measured(EnrollmentRefused.of(receipt), origin)
        register.keep(Record.of(receipt, refused, key=key, origin=origin))
        return True
    enrolled = _measured(StudentEnrolled.of(receipt.enrollment, receipt.at), origin)
    record = Record.of(receipt, enrolled, key=key, origin=origin)
    if not _takes_seat(register, attempt, receipt.enrollment, record):
        return False
    for permit in receipt.verdict.permits_used:
        if permit.single_use:
            register.spend(permit.id, receipt.at)  # it was usable when the facts were read, and the student is held
    return True


def _pool_of(attempt: Attempt) -> str | None:
    """Return the name of the pool the seat is from; None: it is kept for nobody."""
    course, user = attempt.course, attempt.user
    pool = pool_for(course, attempt.record, user.email, attempt.at) if course and user else None
    return pool.group.name if pool else None


def _takes_seat(register: Register, attempt: Attempt, enrollment: Enrollment, record: Record) -> bool:
    course = attempt.course
    if course and enrollment.pool is None and any(pool.is_due(attempt.at) for pool in course.pools):
        register.release_pools(course.id, attempt.at)  # whose seat it may be, and nobody has come for one since
    return register.admit(enrollment, record, shared_by(course))


def _measured(event: Told, origin: Origin) -> Told:
    return replace(event, device=origin.device, duration_ms=origin.since_click_ms(event.at))
