"""Permits: granted by staff to a student, or as a code for whoever brings it first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from enrollment.domain.identifiers import CourseId, PermitId, UserId
from enrollment.domain.permits import Permit


class GrantState(StrEnum):
    """What has become of a permit: held by a student, open for whoever brings the code, or of no use any more."""

    OPEN = "open"
    HELD = "held"
    SPENT = "spent"
    REVOKED = "revoked"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """A permit as it was granted, and what has become of it.

    ``student_id`` is None until somebody brings the code, of which only the SHA-256 (``code_hash``) is kept.
    """

    permit: Permit
    course_id: CourseId
    granted_at: datetime
    student_id: UserId | None = None
    code_hash: str | None = None
    spent_at: datetime | None = None
    revoked_at: datetime | None = None

    def state(self, at: datetime) -> GrantState:
        """Return what has become of it at that instant."""
        if self.spent_at:
            return GrantState.SPENT
        if self.revoked_at:
            return GrantState.REVOKED
        if self.permit.expires_at and self.permit.expires_at <= at:
            return GrantState.EXPIRED
        return GrantState.HELD if self.student_id else GrantState.OPEN


class Permits(Protocol):
    """The permits on record. None is ever deleted."""

    def grant(self, grant: Grant) -> None:
        """Put the permit on record."""

    def of_course(self, course_id: CourseId) -> Sequence[Grant]:
        """Return the permits for the course, the latest first."""

    def redeem(self, code_hash: str, course_id: CourseId, student_id: UserId, at: datetime) -> Permit | None:
        """Make the permit of that code the student's, and return it.

        None where there is no such code for the course, or it is another student's, expired, spent or revoked.
        The student's own again is the same permit. Two students with one code: the first has it.
        """

    def revoke(self, permit_id: PermitId, at: datetime) -> bool:
        """Take the permit back, and return whether it was still usable; else change nothing."""
