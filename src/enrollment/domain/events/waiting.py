"""What has happened to those who wait for a seat."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from enrollment.domain.events.event import Event, SeatEvent
from enrollment.domain.identifiers import EntryId


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitlistEvent(Event):
    """Something that happened to an entry in the line of a course; of one for several courses, in each of them."""

    entry_id: EntryId


@dataclass(frozen=True, slots=True, kw_only=True)
class PromotionEvent(SeatEvent):
    """Something that happened to a seat that came to who waited for it."""

    entry_id: EntryId


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitlistJoined(WaitlistEvent):
    """A student began to wait, at that position."""

    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitlistRefused(Event):
    """A student asked to wait and may not, for those reasons."""

    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitlistLeft(WaitlistEvent):
    """A student no longer waits: of their own will, or since something wanted more was had."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitlistSkipped(WaitlistEvent):
    """There was a seat, and the student could not be given it for those reasons; the place in line is kept."""

    position: int
    reasons: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitlistRemoved(WaitlistEvent):
    """Nobody, or this student no longer, waits for the course; ``note`` says why."""

    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceChanged(WaitlistEvent):
    """Staff moved the entry to that position; ``note`` says why."""

    position: int
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StudentPromoted(PromotionEvent):
    """A student who waited took a seat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferMade(PromotionEvent):
    """A seat is kept for a student who waited, who may accept it before ``expires_at``."""

    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferAccepted(PromotionEvent):
    """A student took the seat that was offered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferRefused(WaitlistEvent):
    """A student asked for the seat that is, or was, offered, and cannot have it, for those reasons."""

    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferDeclined(PromotionEvent):
    """A student did not want the seat that was offered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferLapsed(PromotionEvent):
    """Nobody accepted the offer in time, or it was withdrawn; ``note`` says why, "" where it is the time."""

    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatOpened(Event):
    """There is a seat the student could take now, who wanted to be told."""
