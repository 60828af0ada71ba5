"""Which event tells whom what."""

from dataclasses import dataclass
from enum import StrEnum

from enrollment.domain.catalog import Course, Term
from enrollment.domain.enrollments import Enrollment
from enrollment.domain.identifiers import MessageId
from enrollment.domain.users import User


class NoticeKind(StrEnum):
    """What a notice is about."""

    ENROLLED = "enrolled"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What one person is told. ``id`` is that of the message it answers to, so that it is the same each time."""

    id: MessageId
    kind: NoticeKind
    recipient: User
    course: Course
    term: Term
    enrollment: Enrollment
