"""What has happened to seats, at the request of who wanted one or held it."""

from dataclasses import dataclass
from typing import Self

from enrollment.domain.devices import Device
from enrollment.domain.events.event import Event, SeatEvent
from enrollment.domain.identifiers import EnrollmentId
from enrollment.domain.receipts import Receipt


@dataclass(frozen=True, slots=True, kw_only=True)
class StudentEnrolled(SeatEvent):
    """A student took a seat. What with, and how long after the click, is None where nobody can tell."""

    device: Device | None = None
    duration_ms: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrollmentDropped(SeatEvent):
    """A student gave a seat up; ``withdrawn``: so late that a withdrawal stays on record."""

    withdrawn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrollmentCancelled(SeatEvent):
    """A seat is no more, since the course is not offered any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DropUndone(SeatEvent):
    """A student has the seat back that was given up a moment before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrollmentRefused(Event):
    """A student asked for a seat and was refused, for those reasons. The rest is as above."""

    codes: tuple[str, ...]
    device: Device | None = None
    duration_ms: int | None = None

    @classmethod
    def of(cls, receipt: Receipt) -> Self:
        """Tell it of the receipt of the refusal."""
        codes = tuple(reason.code for reason in receipt.verdict.reasons)
        return cls(at=receipt.at, student_id=receipt.user_id, course_id=receipt.course_id, codes=codes)


@dataclass(frozen=True, slots=True, kw_only=True)
class DropRefused(Event):
    """A student asked to give a seat up and keeps it, for those reasons."""

    enrollment_id: EnrollmentId
    codes: tuple[str, ...]
