"""Take a permit back."""

from dataclasses import dataclass

from enrollment.domain.identifiers import CourseId, PermitId
from enrollment.domain.permission_errors import PermitUnknown
from enrollment.domain.records import LogEntry, Origin
from enrollment.domain.users import User
from enrollment.ports.activity_log import ActivityLog
from enrollment.ports.clock import Clock
from enrollment.ports.permits import Grant, Permits


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokePermit:
    """Take a permit back, as long as it is unspent. Whoever has enrolled by it keeps the seat.

    Works inside the caller's transaction.
    """

    permits: Permits
    activity_log: ActivityLog
    clock: Clock

    def __call__(self, staff: User, course_id: CourseId, permit_id: PermitId, *, origin: Origin) -> Grant:
        """Return the permit as it stands now: revoked, or spent or revoked before. Raises PermitUnknown."""
        before = self.find(course_id, permit_id)
        at = self.clock.now()
        if self.permits.revoke(permit_id, at):
            student_id = str(before.student_id) if before.student_id else None
            details = {"permit_id": str(permit_id), "course_id": str(course_id), "student_id": student_id}
            self.activity_log.write(
                LogEntry(user_id=staff.id, action="permit_revocation", details=details, timestamp=at, origin=origin)
            )
        return self.find(course_id, permit_id)

    def find(self, course_id: CourseId, permit_id: PermitId) -> Grant:
        """Return the permit for the course. Raises PermitUnknown."""
        for grant in self.permits.of_course(course_id):
            if grant.permit.id == permit_id:
                return grant
        raise PermitUnknown
