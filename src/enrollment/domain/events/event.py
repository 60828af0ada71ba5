"""What an event is: something that has happened."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from enrollment.domain.enrollments import Enrollment
from enrollment.domain.identifiers import CourseId, EnrollmentId, UserId


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
    def of(cls, enrollment: Enrollment, at: datetime, **more: Any) -> Self:
        """Tell it of the enrollment, with what ``more`` there is to tell."""
        course_id = enrollment.course_id
        return cls(at=at, student_id=enrollment.student_id, course_id=course_id, enrollment_id=enrollment.id, **more)
