"""What is offered, when it may be registered for, and how many seats it has."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from enrollment.domain.identifiers import CourseId
from enrollment.domain.meetings import Meeting
from enrollment.domain.pools import Pool, SharedCapacity


class CourseStatus(StrEnum):
    """How far a course has come. A draft is seen by staff only; an unpublished course is "coming soon"."""

    DRAFT = "draft"
    UNPUBLISHED = "unpublished"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationWindow:
    """The instants ``[opens, closes)`` during which students may register. None on either side: unbounded."""

    opens: datetime | None = None
    closes: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One offering of a catalog course in a term: the thing a student takes a seat in.

    ``max_participants`` None means unlimited, 0 means closed. ``units`` is the catalog's own text: it may
    be a range ("1–4") or a choice ("2 or 4"). ``pools`` keep some of the seats for groups, the most specific first;
    ``shared`` are the seats it has between itself and the courses it is cross-listed with. ``waiting`` counts who waits
    for a seat: those take none. ``watched`` counts who wants to be told of one.
    """

    id: CourseId
    code: str
    section: str
    term: str
    title: str
    units: str = ""
    description: str = ""
    status: CourseStatus = CourseStatus.PUBLISHED
    max_participants: int | None = None
    current_enrollment: int = 0
    waiting: int = 0
    watched: int = 0
    registration: RegistrationWindow = RegistrationWindow()
    meetings: tuple[Meeting, ...] = ()
    pools: tuple[Pool, ...] = ()
    shared: SharedCapacity | None = None

    @property
    def is_offered(self) -> bool:
        """Whether it is published: nobody has a seat in any other course, or waits for one."""
        return self.status is CourseStatus.PUBLISHED

    @property
    def subject(self) -> str:
        """The first word of the code: ``COGS`` of ``COGS 1``."""
        return self.code.partition(" ")[0]

    @property
    def name(self) -> str:
        """What people call it: ``COGS 1 A01``."""
        return f"{self.code} {self.section}"

    @property
    def section_kind(self) -> str:
        """The section without its number: ``LA`` of ``LA2``, as sections that belong together are told apart."""
        return kind_of_section(self.section)

    @property
    def seats_available(self) -> int | None:
        """How many seats are free, never below 0; None when unlimited."""
        if self.max_participants is None:
            return None
        return max(0, self.max_participants - self.current_enrollment)

    @property
    def over_by(self) -> int:
        """How many more students sit here than there are seats, after a capacity was lowered."""
        if self.max_participants is None:
            return 0
        return max(0, self.current_enrollment - self.max_participants)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term of the academic year. Weekly meetings take place from ``starts_on`` to ``ends_on``, both included."""

    code: str
    name: str
    starts_on: date | None = None
    ends_on: date | None = None

    def may_be_over_before(self, other: "Term") -> bool:
        """Whether it ends before the other begins, as far as their dates are known."""
        return self.ends_on is None or other.starts_on is None or self.ends_on < other.starts_on


def kind_of_section(section: str) -> str:
    """Return the section without its number.

    >>> kind_of_section("LA2")
    'LA'
    """
    return section.rstrip("0123456789")


def end_of_deadline(deadline: date, campus: ZoneInfo) -> datetime:
    """Return the instant at which registration is over.

    A deadline is a whole day and is still in time (user's document, Validation Layers:
    ``Current date <= registration_deadline``), so registration ends as the next day begins on campus.

    >>> end_of_deadline(date(2026, 3, 8), ZoneInfo("America/Los_Angeles")).isoformat()
    '2026-03-09T00:00:00-07:00'
    """
    return start_of_day(deadline + timedelta(days=1), campus)


def start_of_day(day: date, campus: ZoneInfo) -> datetime:
    """Return the first instant of the day on campus."""
    return datetime.combine(day, time.min, tzinfo=campus)
