"""What stands against giving up a seat."""

from dataclasses import dataclass
from datetime import datetime

from enrollment.domain.identifiers import CourseId
from enrollment.domain.reasons.reason import Reason, Who


@dataclass(frozen=True, slots=True, kw_only=True)
class DropClosed(Reason):
    """Courses can no longer be dropped, since that instant."""

    code = "drop-closed"
    closed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DropNeedsApproval(Reason):
    """Since ``since`` dropping takes a permit; from ``until`` on it is over. None: that is not known to come."""

    code = "drop-needs-approval"
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class LastCourse(Reason):
    """It is the only course the student has in the term, and one has to be kept."""

    code = "last-course"


@dataclass(frozen=True, slots=True)
class Partner:
    """A course held that cannot be kept without the one given up."""

    course_id: CourseId
    course: str


@dataclass(frozen=True, slots=True)
class NeededBy(Reason):
    """Courses the student holds are taken together with this one."""

    code = "needed-by"
    who = Who.YOU
    partners: tuple[Partner, ...]
