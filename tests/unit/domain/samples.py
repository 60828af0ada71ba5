"""One of every reason, and every kind of event."""

from uuid import UUID

from enrollment.domain.events import EnrollmentDropped, EnrollmentRefused, StudentEnrolled
from enrollment.domain.identifiers import CourseId, EnrollmentId, UserId
from enrollment.domain.reasons import (
    AlreadyEnrolled,
    AuthRequired,
    Cancelled,
    CourseFull,
    CourseNotFound,
    NotPermitted,
    NotPublished,
    RegistrationClosed,
    RegistrationNotOpen,
)
from tests.support.build import NOON

ENROLLMENT = EnrollmentId(UUID(int=1))
REASONS = (
    AlreadyEnrolled(ENROLLMENT, NOON),
    AuthRequired(),
    CourseNotFound(),
    NotPublished(),
    Cancelled(),
    RegistrationClosed(NOON),
    RegistrationNotOpen(NOON),
    NotPermitted(),
    CourseFull(30, 30),
)
_WHOSE = {"at": NOON, "student_id": UserId(UUID(int=2)), "course_id": CourseId(UUID(int=3))}
EVENTS = (
    StudentEnrolled(**_WHOSE, enrollment_id=ENROLLMENT),
    EnrollmentDropped(**_WHOSE, enrollment_id=ENROLLMENT),
    EnrollmentRefused(**_WHOSE, codes=("course-full", "registration-closed")),
)
