"""A waitlist is over: whoever still waits is told."""

from dataclasses import dataclass
from datetime import datetime

from enrollment.application.waitlists.ending import EndEntry, removed
from enrollment.domain.identifiers import CourseId
from enrollment.domain.records import Origin
from enrollment.ports.waitlists import Waitlists

AT_ONCE = 25  # entries that one transaction ends


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearWaitlist:
    """End the waiting for a course, which is locked. Offers stand on.

    Raises CourseContended where somebody waits for another course besides, and somebody else has locked that.
    """

    waitlists: Waitlists
    end_entry: EndEntry

    def __call__(self, course_id: CourseId, note: str, at: datetime, *, origin: Origin) -> bool:
        """End it for the first in line, telling them why, and return whether there may be more."""
        page = self.waitlists.queue(course_id, after=None, limit=AT_ONCE)
        for queued in page:
            self.waitlists.lock(queued.entry.courses, patiently=False)
            self.end_entry(queued, removed(note), at, origin=origin)
        return len(page) == AT_ONCE
