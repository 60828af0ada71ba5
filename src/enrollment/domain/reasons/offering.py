"""What stands against an attempt on the side of the course and of the account."""

from dataclasses import dataclass
from datetime import datetime

from enrollment.domain.identifiers import EnrollmentId
from enrollment.domain.reasons.reason import Category, Reason, Who


@dataclass(frozen=True, slots=True)
class AlreadyEnrolled(Reason):
    """The student holds a seat in the course."""

    code = "already-enrolled"
    who = Who.YOU
    enrollment_id: EnrollmentId
    since: datetime


@dataclass(frozen=True, slots=True)
class AuthRequired(Reason):
    """Nobody is signed in."""

    code = "auth-required"
    category = Category.AUTH
    who = Who.YOU


@dataclass(frozen=True, slots=True)
class CourseNotFound(Reason):
    """There is no such course, or it is a draft and none of the asker's business."""

    code = "course-not-found"
    category = Category.VALIDATION


@dataclass(frozen=True, slots=True)
class NotPublished(Reason):
    """The course is announced, not yet offered."""

    code = "course-not-published"


@dataclass(frozen=True, slots=True)
class Cancelled(Reason):
    """The course will not take place."""

    code = "course-cancelled"
    who = Who.NOBODY


@dataclass(frozen=True, slots=True)
class RegistrationClosed(Reason):
    """Registration is over since that instant."""

    code = "registration-closed"
    closed: datetime


@dataclass(frozen=True, slots=True)
class RegistrationNotOpen(Reason):
    """Registration opens at that instant: for everybody, or for the group the student belongs to.

    ``opens`` None: the term has registration times, and none of them is the student's.
    """

    code = "registration-not-open"
    who = Who.NOBODY
    opens: datetime | None
    group: str = ""

    @property
    def changes_at(self) -> datetime | None:
        """The window opens by itself."""
        return self.opens


@dataclass(frozen=True, slots=True)
class NotPermitted(Reason):
    """The account may not enroll: it is not a student's, or not active."""

    code = "not-permitted"
    category = Category.AUTH


@dataclass(frozen=True, slots=True)
class CourseFull(Reason):
    """Every seat is taken; or ``promised`` of them are free, and go to those who are ``waiting``."""

    code = "course-full"
    max_participants: int
    current_enrollment: int
    waiting: int = 0
    promised: int = 0
