"""The agenda: what is due for a course, and when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from enrollment.domain.identifiers import CourseId

# Longer than anything on the agenda takes; what is not done by then comes again.
LEASE = timedelta(minutes=2)


class Chore(StrEnum):
    """What there is to do for a course.

    SERVE: give free seats to those who wait. BATCH: the same, where they are given at certain times only.
    CLOSE: the waitlist is over. CANCEL: the course is not offered any more. WATCH: tell those who want to know of a
    free seat.
    """

    SERVE = "serve"
    BATCH = "batch"
    CLOSE = "close"
    CANCEL = "cancel"
    WATCH = "watch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A chore that was taken up, for nobody else to do before ``leased_until``."""

    course_id: CourseId
    chore: Chore
    leased_until: datetime


class Agenda(Protocol):
    """What is to be done, each chore of a course at most once."""

    def put(self, course_id: CourseId, chore: Chore, at: datetime) -> None:
        """Have it done from that instant on; of several instants the earliest counts."""

    def of(self, course_id: CourseId) -> Mapping[Chore, datetime]:
        """Return what is to be done for the course, and from when on."""

    def due_since(self, at: datetime) -> datetime | None:
        """Return since when something has been due; None when nothing is. Locks nothing, and so is cheap to ask."""

    def take(self, at: datetime) -> Due | None:
        """Take up what has been due longest. Two who do so at once never get the same, and neither waits."""

    def done(self, due: Due) -> None:
        """Strike it off, unless it was put on the agenda anew since it was taken up."""
