"""What an enrollment looks like."""

from collections.abc import Sequence
from typing import Any

from enrollment.domain.enrollments import Enrollment
from enrollment.ports.enrollments import Scheduled
from enrollment.web.api.course_shapes import CourseName
from enrollment.web.api.shapes import Answer, Id, Instant, instant


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


class TakenShape(EnrollmentShape):
    """A seat just taken; ``along`` are those that were taken with it."""

    along: list[EnrollmentShape]

    @classmethod
    def of_all(cls, enrollments: Sequence[Enrollment], receipt_id: object) -> "TakenShape":
        """Show the enrollments, one at least."""
        first, *others = enrollments
        return cls(**facts(first), receipt_id=str(receipt_id), along=[EnrollmentShape.of(other) for other in others])


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
        return cls(**facts(scheduled.enrollment), course=CourseName.of(scheduled.course))


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
