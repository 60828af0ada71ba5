"""What answers look like in version 1. Members may be added, never changed or removed."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from enrollment.domain.catalog import Course
from enrollment.domain.enrollments import Enrollment
from enrollment.domain.meetings import Meeting
from enrollment.domain.plain import to_plain
from enrollment.domain.reasons import Reason
from enrollment.domain.wording import in_words
from enrollment.ports.enrollments import Scheduled

Id = Annotated[str, Field(description="An opaque text.", min_length=1)]
Instant = Annotated[str, WithJsonSchema({"type": "string", "format": "date-time"})]
Seats = Annotated[int, Field(ge=0)]


class Answer(BaseModel):
    """A value of the API."""

    model_config = ConfigDict(frozen=True, json_schema_mode_override="serialization")


class MeetingShape(Answer):
    """A weekly meeting (``days``) or a dated one (``on``), times on the campus clock; null: to be announced."""

    kind: str
    days: list[str]
    on: str | None
    starts: str | None
    ends: str | None
    room: str | None

    @classmethod
    def of(cls, meeting: Meeting) -> "MeetingShape":
        """Show the meeting."""
        return cls(**to_plain(meeting))


class CourseShape(Answer):
    """One offering of a catalog course in a term. Without ``max_participants`` there are seats for everybody."""

    id: Id
    code: str
    section: str
    term: str
    title: str
    units: str
    description: str
    status: str
    max_participants: Seats | None
    current_enrollment: Seats
    seats_available: Seats | None
    waitlisted: Seats
    registration_opens_at: Instant | None
    registration_closes_at: Instant | None
    meetings: list[MeetingShape]

    @classmethod
    def of(cls, course: Course) -> "CourseShape":
        """Show the course."""
        return cls(
            id=str(course.id),
            code=course.code,
            section=course.section,
            term=course.term,
            title=course.title,
            units=course.units,
            description=course.description,
            status=course.status.value,
            max_participants=course.max_participants,
            current_enrollment=course.current_enrollment,
            seats_available=course.seats_available,
            waitlisted=0,
            registration_opens_at=instant(course.registration.opens),
            registration_closes_at=instant(course.registration.closes),
            meetings=[MeetingShape.of(meeting) for meeting in course.meetings],
        )


class ReasonShape(Answer):
    """One fact that stands against an attempt, the remedy, who can change it, and when it changes by itself."""

    code: str
    category: str
    message: str
    evidence: dict[str, Any]
    remedy: str
    who: str
    changes_at: Instant | None


class EnrollmentShape(Answer):
    """A student's hold of a seat. ``receipt_id`` names the record of the decision just made; null where none was."""

    id: Id
    course_id: Id
    student_id: Id
    status: str
    enrollment_date: Instant
    ended_at: Instant | None
    receipt_id: Id | None

    @classmethod
    def of(cls, enrollment: Enrollment, receipt_id: object = None) -> "EnrollmentShape":
        """Show the enrollment."""
        return cls(**facts(enrollment), receipt_id=str(receipt_id) if receipt_id else None)


class CourseName(Answer):
    """Which course it is."""

    id: Id
    code: str
    section: str
    term: str
    title: str


class ScheduledShape(Answer):
    """An enrollment and which course it is in."""

    id: Id
    course_id: Id
    student_id: Id
    status: str
    enrollment_date: Instant
    ended_at: Instant | None
    course: CourseName

    @classmethod
    def of(cls, scheduled: Scheduled) -> "ScheduledShape":
        """Show the enrollment in its course."""
        course = scheduled.course
        name = CourseName(
            id=str(course.id), code=course.code, section=course.section, term=course.term, title=course.title
        )
        return cls(**facts(scheduled.enrollment), course=name)


def facts(enrollment: Enrollment) -> dict[str, Any]:
    """Return what every shape of an enrollment has in common."""
    return {
        "id": str(enrollment.id),
        "course_id": str(enrollment.course_id),
        "student_id": str(enrollment.student_id),
        "status": enrollment.status.value,
        "enrollment_date": instant(enrollment.enrollment_date),
        "ended_at": instant(enrollment.ended_at),
    }


def reasons(given: Sequence[Reason], campus: ZoneInfo) -> list[ReasonShape]:
    """Show the reasons, in the order of the policies."""
    return [_reason(reason, campus) for reason in given]


def instant(at: datetime | None) -> str | None:
    """Return the instant in RFC 3339, in UTC with its offset.

    >>> from datetime import timedelta, timezone
    >>> instant(datetime(2026, 3, 9, 0, 0, tzinfo=timezone(timedelta(hours=-7))))
    '2026-03-09T07:00:00+00:00'
    """
    return at.astimezone(UTC).isoformat() if at else None


def _reason(reason: Reason, campus: ZoneInfo) -> ReasonShape:
    words = in_words(reason, campus)
    return ReasonShape(
        code=reason.code,
        category=reason.category.value,
        message=words.message,
        evidence=to_plain(reason),
        remedy=words.remedy,
        who=reason.who.value,
        changes_at=instant(reason.changes_at),
    )
