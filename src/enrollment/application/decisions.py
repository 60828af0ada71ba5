"""What is made of a verdict: the enrollment it grants, the receipt, and the record of it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar
from uuid import uuid4

from enrollment.application.answers import keys_of
from enrollment.domain.attempt import Attempt
from enrollment.domain.catalog import Course
from enrollment.domain.enrollments import Enrollment, EnrollmentStatus
from enrollment.domain.errors import CourseContended
from enrollment.domain.events import DropUndone, EnrollmentRefused, Event, StudentEnrolled
from enrollment.domain.identifiers import CourseId, EnrollmentId, ReceiptId, UserId
from enrollment.domain.policies import version_of
from enrollment.domain.receipts import Action, Receipt
from enrollment.domain.records import IdempotencyKey, Origin, Record
from enrollment.domain.rules import Rules
from enrollment.domain.seats import pool_for, shared_by
from enrollment.domain.verdict import Verdict
from enrollment.domain.waitlist import Place
from enrollment.ports.register import Register

NOTHING_AGAINST_IT = Verdict()
Told = TypeVar("Told", StudentEnrolled, EnrollmentRefused)


def receipt_of(
    attempt: Attempt,
    verdict: Verdict,
    student_id: UserId,
    course_id: CourseId,
    *,
    action: Action = Action.ENROLL,
    status: EnrollmentStatus = EnrollmentStatus.APPROVED,
) -> Receipt:
    """Return the receipt of the decision, with a new enrollment of that status where the verdict allows one.

    Whoever is let in beyond the seats there are takes none that is kept for a group.
    """
    enrollment = None
    if verdict.allowed:
        enrollment = Enrollment(
            id=EnrollmentId(uuid4()),
            course_id=course_id,
            student_id=student_id,
            status=status,
            enrollment_date=attempt.at,
            pool=None if action is Action.OVERBOOK else _pool_of(attempt),
        )
    return Receipt(
        id=ReceiptId(uuid4()),
        action=action,
        user_id=student_id,
        course_id=course_id,
        at=attempt.at,
        rules_version=version_of(attempt.rules),
        verdict=verdict,
        enrollment=enrollment,
    )


def receipts_as_one(
    attempts: Mapping[CourseId, Attempt], verdicts: Sequence[Verdict], student_id: UserId, action: Action
) -> Mapping[CourseId, Receipt]:
    """Return the receipts of all the attempts; or, where something stands against some, of those alone."""
    decided = dict(zip(attempts, verdicts, strict=True))
    against = {one: verdict for one, verdict in decided.items() if verdict.reasons}
    return {
        one: receipt_of(attempts[one], verdict, student_id, one, action=action)
        for one, verdict in (against or decided).items()
    }


def receipt_without_seat(
    action: Action,
    student_id: UserId,
    course_id: CourseId,
    rules: Rules,
    at: datetime,
    *,
    verdict: Verdict = NOTHING_AGAINST_IT,
    place: Place | None = None,
) -> Receipt:
    """Return the receipt of a decision that moved no seat: a refusal, or a place in line given or given up."""
    return Receipt(
        id=ReceiptId(uuid4()),
        action=action,
        user_id=student_id,
        course_id=course_id,
        at=at,
        rules_version=version_of(rules),
        verdict=verdict,
        place=place,
    )


def receipt_of_change(
    enrollment: Enrollment, rules: Rules, at: datetime, action: Action, *, verdict: Verdict = NOTHING_AGAINST_IT
) -> Receipt:
    """Return the receipt of what was done to an enrollment there was, which is as that left it."""
    return Receipt(
        id=ReceiptId(uuid4()),
        action=action,
        user_id=enrollment.student_id,
        course_id=enrollment.course_id,
        at=at,
        rules_version=version_of(rules),
        verdict=verdict,
        enrollment=enrollment,
    )


def is_kept(
    register: Register,
    attempt: Attempt,
    receipt: Receipt,
    key: IdempotencyKey | None,
    origin: Origin,
    *,
    locked: bool = False,
) -> bool:
    """Keep the decision; return False, with no seat taken, when somebody was faster and it has to be made anew."""
    if receipt.enrollment is None:
        refused = _measured(EnrollmentRefused.of(receipt), origin)
        register.keep(Record.of(receipt, refused, key=key, origin=origin))
        return True
    event: Event = DropUndone.of(receipt.enrollment, receipt.at)
    if receipt.action is not Action.UNDO:
        event = _measured(StudentEnrolled.of(receipt.enrollment, receipt.at), origin)
    return takes_seat(register, attempt, receipt, event, key=key, origin=origin, locked=locked)


def keep_all(
    register: Register,
    attempts: Mapping[CourseId, Attempt],
    receipts: Mapping[CourseId, Receipt],
    key: IdempotencyKey | None,
    origin: Origin,
    *,
    locked: bool,
) -> None:
    """Keep decisions over several courses, in the same order each time, so that none waits for another in a ring.

    Raises CourseContended when somebody was faster; some seats are taken then already, so all has to be undone.
    """
    keys = keys_of(key, tuple(receipts))
    for course_id in sorted(receipts, key=lambda course_id: _place(attempts[course_id].course, course_id)):
        attempt, receipt = attempts[course_id], receipts[course_id]
        if not is_kept(register, attempt, receipt, keys[course_id], origin, locked=locked):
            raise CourseContended


def takes_seat(
    register: Register,
    attempt: Attempt,
    receipt: Receipt,
    event: Event,
    *,
    key: IdempotencyKey | None = None,
    origin: Origin,
    locked: bool = True,
) -> bool:
    """Take the seat the receipt grants, and spend the permits it took; return False when there is none any more.

    A seat that is only offered spends none yet.
    """
    course, enrollment = attempt.course, receipt.enrollment
    assert course is not None
    assert enrollment is not None
    if enrollment.pool is None and any(pool.is_due(attempt.at) for pool in course.pools):
        register.release_pools(course.id, attempt.at)  # whose seat it may be, and nobody has come for one since
    record = Record.of(receipt, event, key=key, origin=origin)
    if not register.admit(enrollment, record, shared_by(course), locked=locked):
        return False
    if enrollment.is_held:
        spend_permits(register, receipt)
    return True


def spend_permits(register: Register, receipt: Receipt) -> None:
    """Spend the permits of a single use; they were usable when the facts were read, and the student is held."""
    for permit in receipt.verdict.permits_used:
        if permit.single_use:
            register.spend(permit.id, receipt.at)


def in_order(course: Course | None) -> tuple[str, CourseId]:
    """Return the place of the course in the order in which seats of several are taken (Register.admit)."""
    assert course is not None
    return shared_by(course) or "", course.id


def _place(course: Course | None, course_id: CourseId) -> tuple[str, CourseId]:
    return in_order(course) if course else ("", course_id)


def _pool_of(attempt: Attempt) -> str | None:
    """Return the name of the pool the seat is from; None: it is kept for nobody."""
    course, user = attempt.course, attempt.user
    pool = pool_for(course, attempt.record, user.email, attempt.at) if course and user else None
    return pool.group.name if pool else None


def _measured(event: Told, origin: Origin) -> Told:
    return replace(event, device=origin.device, duration_ms=origin.since_click_ms(event.at))
