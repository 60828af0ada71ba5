"""What stands against an attempt on the side of the student: the academic rules."""

from dataclasses import dataclass
from datetime import date, datetime, time

from enrollment.domain.identifiers import CourseId
from enrollment.domain.reasons.reason import Reason, Who


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A hold as the student sees it: whose, what for, and when it ends by itself; None when somebody must lift it."""

    owner: str
    note: str
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class OnHold(Reason):
    """Somebody has put the student's registration on hold."""

    code = "on-hold"
    holds: tuple[Held, ...]

    @property
    def changes_at(self) -> datetime | None:
        """When the last of the holds has ended, if all end by themselves."""
        ends = [hold.until for hold in self.holds if hold.until]
        return max(ends) if len(ends) == len(self.holds) else None


@dataclass(frozen=True, slots=True)
class GroupRestricted(Reason):
    """The course is for certain groups, and the student is in none of them."""

    code = "group-restricted"
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """An item the student has not passed as required: ``needs`` and ``has`` are grades, None where there is none."""

    item: str
    needs: str | None = None
    has: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrerequisiteMissing(Reason):
    """What has to be passed before is not, or nobody can tell.

    ``requirement`` is the whole of it in its own notation; ``lacking`` what of it the student has not;
    ``ways`` the smallest sets of items that would meet it, smallest first.
    """

    code = "prerequisite-missing"
    who = Who.YOU
    requirement: str
    lacking: tuple[Lack, ...] = ()
    ways: tuple[tuple[str, ...], ...] = ()
    unknown: bool = False

    @property
    def is_unknown(self) -> bool:
        """Whether the requirement is text that only a person can judge."""
        return self.unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class CorequisiteMissing(Reason):
    """What has to be taken along with the course is neither passed nor held nor asked for as well, or nobody can tell.

    ``requirement`` and ``ways`` are as for a prerequisite.
    """

    code = "corequisite-missing"
    who = Who.YOU
    requirement: str
    ways: tuple[tuple[str, ...], ...] = ()
    unknown: bool = False

    @property
    def is_unknown(self) -> bool:
        """Whether the requirement is text that only a person can judge."""
        return self.unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcludedBy(Reason):
    """The student has passed, or holds, courses that rule this one out."""

    code = "excluded-by"
    who = Who.NOBODY
    passed: tuple[str, ...] = ()
    held: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatLimit(Reason):
    """The course has been taken as often as it may be, or passed too well to be taken again.

    ``best`` is the best grade so far. ``only_below`` None: it is the number of attempts that stands against it.
    """

    code = "repeat-limit"
    attempts: int
    most_attempts: int | None = None
    best: str | None = None
    only_below: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A meeting of the course and one of a course held, at the same time: ``[starts, ends)`` on the campus clock.

    ``on`` is the first date of it where a dated meeting is concerned, else None, and ``day`` the day of the week.
    """

    course_id: CourseId
    course: str
    kind: str
    other_kind: str
    day: str
    on: date | None
    starts: time
    ends: time


@dataclass(frozen=True, slots=True)
class TimeConflict(Reason):
    """The course meets while another one the student holds does."""

    code = "time-conflict"
    who = Who.YOU
    clashes: tuple[Clash, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitLimit(Reason):
    """The course would bring the student above the most units of the term, or of the pass of a ``group``.

    ``until`` is when a later pass, or open registration, leaves room for it.
    """

    code = "unit-limit"
    who = Who.YOU
    limit: float
    held: float
    asked: float
    group: str = ""
    until: datetime | None = None

    @property
    def changes_at(self) -> datetime | None:
        """A pass's cap gives way to the next one's, or to open registration."""
        return self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRequired(Reason):
    """Somebody has to approve first. ``requested_at`` is when the student asked; None: not yet asked."""

    code = "consent-required"
    who = Who.INSTRUCTOR
    by: str
    requested_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatsReserved(Reason):
    """There are seats, and they are kept for groups the student is not in, until they are released."""

    code = "seats-reserved"
    who = Who.NOBODY
    free: int
    groups: tuple[str, ...]
    released_at: datetime | None = None

    @property
    def changes_at(self) -> datetime | None:
        """The next release, if one is set."""
        return self.released_at
