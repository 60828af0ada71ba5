"""Permits: somebody who may says that a rule shall not stand against a student."""

from dataclasses import dataclass
from datetime import datetime

from enrollment.domain.identifiers import PermitId

# The rules a permit may name. Never the student's own limits (units, holds), nor what the calendar says.
PERMITTABLE = frozenset(
    {
        "group-restricted",
        "prerequisite-missing",
        "corequisite-missing",
        "other-section-held",
        "excluded-by",
        "repeat-limit",
        "time-conflict",
        "consent-required",
        "seats-reserved",
        "dropped-before",
        "drop-needs-approval",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit:
    """A permit of one student for one course: which reasons it sets aside, and until when.

    ``single_use`` ones are spent by the enrollment they made possible.
    """

    id: PermitId
    codes: frozenset[str]
    granted_by: str
    expires_at: datetime | None = None
    single_use: bool = False

    def sets_aside(self, code: str, at: datetime) -> bool:
        """Whether a reason of that code does not count at that instant."""
        return code in self.codes & PERMITTABLE and (self.expires_at is None or at < self.expires_at)
