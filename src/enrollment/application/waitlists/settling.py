"""What becomes of the other entries of a wish, once one of them has its seats."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from enrollment.application.waitlists.ending import EndEntry, removed, withdrawn
from enrollment.domain.identifiers import CourseId
from enrollment.domain.receipts import Receipt
from enrollment.domain.records import Origin
from enrollment.domain.waitlist import OPEN, GivenUp, WaitlistEntry
from enrollment.ports.waitlists import Queued, Waitlists

WANTED_LESS = "You have a seat in a course that you wanted more."


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleWish:
    """End what was wanted less; what is wanted more goes on as a swap for what is had now, besides what it gives up.

    Its student is held. Raises CourseContended where somebody else has locked the course of one of these.
    """

    waitlists: Waitlists
    end_entry: EndEntry

    def __call__(
        self, entry: WaitlistEntry, had: Sequence[Receipt], at: datetime, *, origin: Origin
    ) -> Sequence[CourseId]:
        """Settle, and return the courses in which seats came free by it, which are locked."""
        freed: list[CourseId] = []
        for other in [waiting.entry for waiting in self.waitlists.of(entry.student_id)]:
            if other.wish != entry.wish or other.id == entry.id:
                continue
            queued = self._locked(other)
            if queued is None:
                continue
            if other.choice > entry.choice:
                freed += self._end(queued, at, origin)
            else:
                had_now = (GivenUp(one.enrollment.id, one.course_id) for one in had if one.enrollment)
                gives_up = tuple(dict.fromkeys((*queued.entry.gives_up, *had_now)))
                self.waitlists.put(replace(queued.entry, gives_up=gives_up))
        return freed

    def _locked(self, other: WaitlistEntry) -> Queued | None:
        """Return the entry as it can change no more; None where it is over: for that nobody has to hold its student."""
        self.waitlists.lock(other.courses, patiently=False)
        queued = self.waitlists.queued(other.id, other.courses[0])
        return queued if queued and queued.entry.status in OPEN else None

    def _end(self, queued: Queued, at: datetime, origin: Origin) -> Sequence[CourseId]:
        entry = queued.entry
        ending = removed(WANTED_LESS) if entry.is_waiting else withdrawn(WANTED_LESS)
        self.end_entry(queued, ending, at, origin=origin)
        return () if entry.is_waiting else entry.courses
