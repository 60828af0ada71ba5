"""Permits, kept in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from enrollment.adapters.memory.records import MemoryRecords
from enrollment.domain.identifiers import CourseId, PermitId, UserId
from enrollment.domain.permits import Permit
from enrollment.ports.permits import Grant


class MemoryPermits:
    """The port Permits over a dict."""

    def __init__(self, records: MemoryRecords) -> None:
        self._records = records

    def grant(self, grant: Grant) -> None:
        """Put the permit on record."""
        with self._records.lock:
            self._records.permits[grant.permit.id] = grant

    def of_course(self, course_id: CourseId) -> Sequence[Grant]:
        """Return the permits for the course, the latest first."""
        with self._records.lock:
            granted = [grant for grant in self._records.permits.values() if grant.course_id == course_id]
        granted.sort(key=lambda grant: str(grant.permit.id))
        return sorted(granted, key=lambda grant: grant.granted_at, reverse=True)

    def redeem(self, code_hash: str, course_id: CourseId, student_id: UserId, at: datetime) -> Permit | None:
        """Make the permit of that code the student's, and return it."""
        with self._records.lock:
            for grant in self._records.permits.values():
                expires = grant.permit.expires_at
                if (
                    (grant.code_hash, grant.course_id) == (code_hash, course_id)
                    and grant.student_id in (None, student_id)
                    and is_unused(grant)
                    and (expires is None or at < expires)
                ):
                    self._records.permits[grant.permit.id] = replace(grant, student_id=student_id)
                    return grant.permit
        return None

    def revoke(self, permit_id: PermitId, at: datetime) -> bool:
        """Take the permit back, and return whether it was still usable."""
        with self._records.lock:
            grant = self._records.permits.get(permit_id)
            if grant is None or not is_unused(grant):
                return False
            self._records.permits[permit_id] = replace(grant, revoked_at=at)
            return True


def is_unused(grant: Grant) -> bool:
    """Whether the permit was neither spent nor taken back."""
    return grant.spent_at is None and grant.revoked_at is None
