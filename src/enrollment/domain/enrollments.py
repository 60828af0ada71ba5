"""A student's hold of a seat, and how it ends."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from enrollment.domain.identifiers import CourseId, EnrollmentId, UserId


class EnrollmentStatus(StrEnum):
    """Where an enrollment stands. History is kept: an ended enrollment stays on record.

    An offered one is a seat kept for a student who waited for it: it becomes approved, or ends as returned, and then
    the student never had it. A cancelled one ended with its course.
    """

    OFFERED = "offered"
    APPROVED = "approved"
    PENDING_PAYMENT = "pending_payment"
    DROPPED = "dropped"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    RETURNED = "returned"


HELD = frozenset({EnrollmentStatus.APPROVED, EnrollmentStatus.PENDING_PAYMENT})
# What takes a seat. An offer does, and is in nobody's schedule yet.
LIVE = HELD | {EnrollmentStatus.OFFERED}
NEVER_HAD = frozenset({EnrollmentStatus.OFFERED, EnrollmentStatus.RETURNED})


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

    @property
    def is_held(self) -> bool:
        """Whether the student sits in the course: an offer is not accepted yet."""
        return self.status in HELD

    def dropped(self, at: datetime) -> "Enrollment":
        """The same enrollment, given up at that instant."""
        return self.ended(EnrollmentStatus.DROPPED, at)

    def ended(self, status: EnrollmentStatus, at: datetime) -> "Enrollment":
        """The same enrollment, ended at that instant."""
        return replace(self, status=status, ended_at=at)

    def accepted(self, at: datetime) -> "Enrollment":
        """The same offered seat, taken at that instant."""
        return replace(self, status=EnrollmentStatus.APPROVED, enrollment_date=at)
