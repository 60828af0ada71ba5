"""How a course's waitlist moves, how much a student may wait for, and until when a course may be dropped."""

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum


class Promotion(StrEnum):
    """How a free seat comes to who waits for it: at once, as an offer to accept, or at certain times of the day."""

    ENROLL = "enroll"
    OFFER = "offer"
    BATCH = "batch"


@dataclass(frozen=True, slots=True)
class QuietHours:
    """The hours ``[begins, ends)`` of each day on campus that are not counted; they may reach over midnight."""

    begins: time
    ends: time


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitlistRule:
    """How the waitlist of a course moves. Without a rule whoever waits is enrolled at once, and anybody may wait.

    ``capacity`` None: as many as come; 0: there is no waitlist. An offer stands for ``offer_hours``, those of
    ``quiet`` not counted. ``batch_at`` are times of the day on campus. From ``closes_at`` on nobody waits any more.
    """

    promotion: Promotion = Promotion.ENROLL
    capacity: int | None = None
    offer_hours: float = 24.0
    quiet: QuietHours | None = None
    batch_at: tuple[time, ...] = (time(22),)
    closes_at: datetime | None = None


MOVES_AT_ONCE = WaitlistRule()


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingLimits:
    """How many entries a student may have in a term, and of how many units; None: no limit."""

    most_entries: int | None = None
    most_units: float | None = None


NO_LIMITS = WaitingLimits()


@dataclass(frozen=True, slots=True, kw_only=True)
class DropRule:
    """Until when a course is dropped in which way; each instant is the first that is too late for it.

    Before ``deleted_until`` nothing is left of it (None: nothing ever is); then, before ``withdrawn_until``, it stays
    on record as a withdrawal ("W"), and before ``approved_until`` that takes a permit (None: there is no such time);
    after that the course is kept. Without the first two it may be dropped at any time.
    """

    deleted_until: datetime | None = None
    withdrawn_until: datetime | None = None
    approved_until: datetime | None = None


NO_DEADLINES = DropRule()
