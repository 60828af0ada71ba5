"""What has happened, told in the past tense and never changed afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from enrollment.domain.devices import Device
from enrollment.domain.enrollments import Enrollment
from enrollment.domain.identifiers import ConsentRequestId, CourseId, EnrollmentId, PermitId, UserId
from enrollment.domain.receipts import Receipt


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened at one instant, to one student and one course."""

    at: datetime
    student_id: UserId
    course_id: CourseId


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatEvent(Event):
    """Something that happened to a seat."""

    enrollment_id: EnrollmentId

    @classmethod
    def of(cls, enrollment: Enrollment, at: datetime) -> Self:
        """Tell it of the enrollment."""
        return cls(at=at, student_id=enrollment.student_id, course_id=enrollment.course_id, enrollment_id=enrollment.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class StudentEnrolled(SeatEvent):
    """A student took a seat. What with, and how long after the click, is None where nobody can tell."""

    device: Device | None = None
    duration_ms: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrollmentDropped(SeatEvent):
    """A student gave a seat up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrollmentRefused(Event):
    """A student asked for a seat and was refused, for those reasons. The rest is as above."""

    codes: tuple[str, ...]
    device: Device | None = None
    duration_ms: int | None = None

    @classmethod
    def of(cls, receipt: Receipt) -> Self:
        """Tell it of the receipt of the refusal."""
        codes = tuple(reason.code for reason in receipt.verdict.reasons)
        return cls(at=receipt.at, student_id=receipt.user_id, course_id=receipt.course_id, codes=codes)


@dataclass(frozen=True, slots=True, kw_only=True)
class DropRefused(Event):
    """A student asked to give a seat up and keeps it, for those reasons."""

    enrollment_id: EnrollmentId
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRequested(Event):
    """A student asked for the consent a course takes."""

    request_id: ConsentRequestId


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentDecided(Event):
    """Staff approved or declined a request; ``answer`` is what they say to the student, "" where nothing."""

    request_id: ConsentRequestId
    approved: bool
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PermitGranted(Event):
    """A permit became a student's: by a grant, or by a code the student brought. ``codes`` are the rules it names."""

    permit_id: PermitId
    codes: tuple[str, ...]


# The kind under which each event travels. Kinds are public: subscribers key on them.
KINDS: Mapping[str, type[Event]] = {
    "student-enrolled": StudentEnrolled,
    "enrollment-dropped": EnrollmentDropped,
    "enrollment-refused": EnrollmentRefused,
    "drop-refused": DropRefused,
    "consent-requested": ConsentRequested,
    "consent-decided": ConsentDecided,
    "permit-granted": PermitGranted,
}
