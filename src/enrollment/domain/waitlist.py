"""A place in line: who waits for which seats, what is given up for them, and how the waiting ends."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from enrollment.domain.identifiers import CourseId, EnrollmentId, EntryId, UserId


class EntryStatus(StrEnum):
    """Where an entry stands. Whoever waits again has a new entry, at the end of the line."""

    WAITING = "waiting"
    OFFERED = "offered"
    ENROLLED = "enrolled"
    LEFT = "left"
    DECLINED = "declined"
    EXPIRED = "expired"
    REMOVED = "removed"


OPEN = frozenset({EntryStatus.WAITING, EntryStatus.OFFERED})


@dataclass(frozen=True, slots=True)
class GivenUp:
    """A seat that is kept for as long as its student waits, and is given up in the instant the other one is had."""

    enrollment_id: EnrollmentId
    course_id: CourseId


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitlistEntry:
    """What a student waits for: a seat in each of the ``courses`` at once, or none.

    ``gives_up`` makes it a swap. Entries of one ``wish`` stand for one another: ``choice`` 1 is wanted most, and once
    one of them is had, those of a later choice are over, while an earlier one goes on as a swap for what was had.
    ``offered_at`` and ``expires_at`` are those of the one offer an entry may come to. ``skipped`` are the codes of what
    stood against it when there last was a seat to give, as the student was told; empty: nothing, or there was none yet.
    """

    id: EntryId
    student_id: UserId
    courses: tuple[CourseId, ...]
    joined_at: datetime
    wish: UUID
    choice: int = 1
    gives_up: tuple[GivenUp, ...] = ()
    status: EntryStatus = EntryStatus.WAITING
    offered_at: datetime | None = None
    expires_at: datetime | None = None
    ended_at: datetime | None = None
    skipped: tuple[str, ...] = ()

    @property
    def courses_given_up(self) -> frozenset[CourseId]:
        """The courses in which a seat is given up."""
        return frozenset(seat.course_id for seat in self.gives_up)

    @property
    def is_waiting(self) -> bool:
        """Whether it has a place in line."""
        return self.status is EntryStatus.WAITING

    def offered(self, at: datetime, until: datetime) -> "WaitlistEntry":
        """The same entry, its seats kept for the student until that instant, which is the first that is too late."""
        return replace(self, status=EntryStatus.OFFERED, offered_at=at, expires_at=until)

    def ended(self, status: EntryStatus, at: datetime) -> "WaitlistEntry":
        """The same entry, over since that instant."""
        return replace(self, status=status, ended_at=at)

    def stands(self, at: datetime) -> bool:
        """Whether it is an offer that can still be accepted then."""
        return self.status is EntryStatus.OFFERED and self.expires_at is not None and at < self.expires_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an entry stands in one course: in which ``position`` in line; or, None, as an offer that expires then."""

    entry_id: EntryId
    course_id: CourseId
    position: int | None = None
    expires_at: datetime | None = None

    @property
    def ahead(self) -> int:
        """How many are before it."""
        return self.position - 1 if self.position else 0
