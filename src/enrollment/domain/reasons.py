"""Why an attempt is refused. Codes are public and stable: clients and translators key on them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from enrollment.domain.identifiers import EnrollmentId


class Category(StrEnum):
    """The five kinds of error of the user's document (Error Handling Strategy)."""

    NETWORK = "network"
    AUTH = "auth"
    VALIDATION = "validation"
    BUSINESS = "business"
    SERVER = "server"


class Who(StrEnum):
    """Who can change the fact a reason rests on."""

    YOU = "you"
    REGISTRAR = "registrar"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Reason:
    """One fact that stands against an attempt. The fields of a subclass are its evidence."""

    code: ClassVar[str]
    category: ClassVar[Category] = Category.BUSINESS
    who: ClassVar[Who] = Who.REGISTRAR

    @property
    def changes_at(self) -> datetime | None:
        """The next instant at which the answer can flip by itself; None when no instant is known."""
        return None


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
    """Registration opens at that instant."""

    code = "registration-not-open"
    who = Who.NOBODY
    opens: datetime

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
    """Every seat is taken."""

    code = "course-full"
    max_participants: int
    current_enrollment: int


# Every reason there is, by its public code.
REASONS: Mapping[str, type[Reason]] = {
    kind.code: kind
    for kind in (
        AlreadyEnrolled,
        AuthRequired,
        CourseNotFound,
        NotPublished,
        Cancelled,
        RegistrationClosed,
        RegistrationNotOpen,
        NotPermitted,
        CourseFull,
    )
}
