"""Builders with which a test names only what it is about."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from enrollment.domain.attempt import Attempt
from enrollment.domain.catalog import Course
from enrollment.domain.deliveries import Delivery
from enrollment.domain.devices import Device
from enrollment.domain.enrollments import Enrollment, EnrollmentStatus
from enrollment.domain.events import EnrollmentDropped, EnrollmentRefused, Event, StudentEnrolled
from enrollment.domain.identifiers import CourseId, EnrollmentId, MessageId, ReceiptId, UserId
from enrollment.domain.measures import Count, Kind, Measure
from enrollment.domain.messages import Message
from enrollment.domain.notices import NoticeKind
from enrollment.domain.policies import version_of
from enrollment.domain.reasons import CourseFull
from enrollment.domain.receipts import Action, Receipt
from enrollment.domain.records import IdempotencyKey, LogEntry, Origin, Record
from enrollment.domain.rules import NO_RULES
from enrollment.domain.users import Role, User
from enrollment.domain.verdict import Verdict
from enrollment.ports.accounts import Account

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def a_course(**about: Any) -> Course:
    """A published course nobody sits in yet, with thirty seats and no registration window.

    It is the one section of a catalog course of its own, or the ``section`` of COGS 1 that is named.
    """
    course_id = CourseId(uuid4())
    usual = {
        "code": "COGS 1" if "section" in about else f"COGS {course_id.int % 10**9}",
        "section": course_id.hex[:8],
        "term": "SP26",
        "title": "Introduction to Cognitive Science",
    }
    return Course(**{"id": course_id, "max_participants": 30} | usual | about)


def a_student(**about: Any) -> User:
    """An active student with an address of their own."""
    user_id = UserId(uuid4())
    usual = {"email": f"student-{user_id.hex}@example.edu", "name": "Ada Byron", "roles": frozenset({Role.STUDENT})}
    return User(**{"id": user_id} | usual | about)


def a_staff_member(**about: Any) -> User:
    """An active member of staff."""
    return a_student(**{"name": "Grace Murray", "roles": frozenset({Role.STAFF})} | about)


def an_account(**about: Any) -> Account:
    """A student's account, without a password."""
    return Account(**{"user": a_student(), "password_hash": None} | about)


def an_attempt(**about: Any) -> Attempt:
    """An attempt nothing stands against."""
    return Attempt(**{"at": NOON, "user": a_student(), "course": a_course()} | about)


def an_enrollment(**about: Any) -> Enrollment:
    """A seat of some course, held by some student since NOON."""
    usual = {"course_id": CourseId(uuid4()), "student_id": UserId(uuid4()), "status": EnrollmentStatus.APPROVED}
    return Enrollment(**{"id": EnrollmentId(uuid4()), "enrollment_date": NOON} | usual | about)


def a_receipt(**about: Any) -> Receipt:
    """The receipt of a decision on its ``enrollment``: the student's own request, granted when it was made."""
    enrollment = about.get("enrollment") or an_enrollment()
    usual = {
        "id": ReceiptId(uuid4()),
        "action": Action.ENROLL if enrollment.is_live else Action.DROP,
        "user_id": enrollment.student_id,
        "course_id": enrollment.course_id,
        "at": enrollment.ended_at or enrollment.enrollment_date,
        "rules_version": version_of(NO_RULES),
        "verdict": Verdict(),
        "enrollment": enrollment,
    }
    return Receipt(**usual | about)


def a_refusal(**about: Any) -> Receipt:
    """The receipt of an attempt at NOON that was refused, the course being full."""
    return a_receipt(**{"enrollment": None, "verdict": Verdict((CourseFull(30, 30),))} | about)


def an_origin(**about: Any) -> Origin:
    """A request through the API."""
    return Origin(**{"address": "192.0.2.7", "door": "api", "request_id": uuid4().hex} | about)


def a_key(**about: Any) -> IdempotencyKey:
    """A key of its own, for some request."""
    return IdempotencyKey(**{"key": uuid4().hex, "fingerprint": "f" * 64} | about)


def a_record(**about: Any) -> Record:
    """The whole record of the decision its ``receipt`` tells of; ``key`` and ``origin`` may be given too."""
    receipt = about.get("receipt") or a_receipt()
    return Record.of(receipt, _event(receipt), key=about.get("key"), origin=about.get("origin") or an_origin())


def a_message(**about: Any) -> Message:
    """A message telling that some student enrolled at NOON."""
    message = Message.of(StudentEnrolled.of(an_enrollment(), NOON))
    return Message(**{"id": message.id, "kind": message.kind, "at": message.at, "body": message.body} | about)


def a_delivery(**about: Any) -> Delivery:
    """The mail that confirms some enrollment at NOON, due at once; ``told`` is said where it is of another kind."""
    usual = {
        "id": MessageId(uuid4()),
        "user_id": UserId(uuid4()),
        "kind": NoticeKind.ENROLLED,
        "course_id": CourseId(uuid4()),
        "enrollment_id": EnrollmentId(uuid4()),
        "recipient": "ada@example.edu",
        "at": NOON,
    }
    known = {"next_attempt_at": about.get("at", NOON)} | usual | about
    seat = an_enrollment(id=known["enrollment_id"], course_id=known["course_id"], student_id=known["user_id"])
    return Delivery(**{"told": Message.of(StudentEnrolled.of(seat, known["at"])).body} | known)


def a_measure(**about: Any) -> Measure:
    """One course view on a computer at NOON."""
    usual = {"kind": Kind.VIEW, "device": Device.DESKTOP, "day": about.get("at", NOON).date(), "at": NOON}
    return Measure(**usual | about)


def a_count(**about: Any) -> Count:
    """One course view on a computer on the day of NOON."""
    return Count(**{"day": NOON.date(), "kind": Kind.VIEW, "device": Device.DESKTOP} | about)


def a_log_entry(**about: Any) -> LogEntry:
    """A line of the activity log."""
    usual = {"user_id": UserId(uuid4()), "action": "course_enrollment", "details": {"outcome": "approved"}}
    return LogEntry(**{"timestamp": NOON, "origin": an_origin()} | usual | about)


def _event(receipt: Receipt) -> Event:
    if receipt.enrollment is None:
        return EnrollmentRefused.of(receipt)
    kind = StudentEnrolled if receipt.enrollment.is_live else EnrollmentDropped
    return kind.of(receipt.enrollment, receipt.at)
