"""What stands against an attempt because of the line for a seat: the student's own place in it, or its end."""

from dataclasses import dataclass
from datetime import datetime

from enrollment.domain.identifiers import EntryId
from enrollment.domain.reasons.reason import Reason, Who


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatOffered(Reason):
    """A seat is kept for the student, to be accepted before ``expires_at``."""

    code = "seat-offered"
    who = Who.YOU
    entry_id: EntryId
    expires_at: datetime

    @property
    def changes_at(self) -> datetime | None:
        """An offer that is not accepted goes on to the next in line."""
        return self.expires_at


@dataclass(frozen=True, slots=True, kw_only=True)
class AlreadyWaiting(Reason):
    """The student waits for a seat in the course, at that position."""

    code = "already-waiting"
    who = Who.NOBODY
    entry_id: EntryId
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitlistClosed(Reason):
    """Nobody waits for this course: it has no waitlist, or had one until ``closed_at``."""

    code = "waitlist-closed"
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitlistFull(Reason):
    """As many wait as may."""

    code = "waitlist-full"
    who = Who.NOBODY
    capacity: int
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingLimit(Reason):
    """The student waits for as much as one may in a term: for so many courses, with those ``asked`` for, or units."""

    code = "waiting-limit"
    who = Who.YOU
    entries: int
    asked: int = 1
    most_entries: int | None = None
    units: float = 0
    most_units: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferExpired(Reason):
    """The seat was kept until ``expired_at``, and went on to the next in line."""

    code = "offer-expired"
    who = Who.YOU
    expired_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DroppedBefore(Reason):
    """The student dropped the course at that instant, and who has dropped it does not come back."""

    code = "dropped-before"
    dropped_at: datetime
