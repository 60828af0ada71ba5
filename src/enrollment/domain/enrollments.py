"""A student's hold of a seat, and how it ends."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from enrollment.domain.identifiers import CourseId, EnrollmentId, UserId


class EnrollmentStatus(StrEnum):
    """Where an enrollment stands. History is kept: an ended enrollment stays on record."""

    APPROVED = "approved"
    PENDING_PAYMENT = "pending_payment"
    DROPPED = "dropped"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"


LIVE = frozenset({EnrollmentStatus.APPROVED, EnrollmentStatus.PENDING_PAYMENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrollment:
    """A seat of one course, held by one student since ``enrollment_date`` (an instant).

    ``pool`` names the group of the pool that gave it, to which a drop gives it back; None: it was kept for nobody.
    """

    id: EnrollmentId
    course_id: CourseId
    student_id: UserId
    status: EnrollmentStatus
    enrollment_date: datetime
    ended_at: datetime | None = None
    pool: str | None = None

    @property
    def is_live(self) -> bool:
        """Whether the enrollment takes a seat."""
        return self.status in LIVE

    def dropped(self, at: datetime) -> "Enrollment":
        """The same enrollment, given up at that instant."""
        return replace(self, status=EnrollmentStatus.DROPPED, ended_at=at)
