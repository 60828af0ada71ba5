"""Offers that nobody accepted in time go on to the next in line."""

from dataclasses import dataclass

from enrollment.application.waitlists.ending import LAPSED, EndEntry
from enrollment.application.waitlists.promotion import PromoteWaiting
from enrollment.domain.records import Origin
from enrollment.domain.waitlist import EntryStatus
from enrollment.ports.clock import Clock
from enrollment.ports.waitlists import Waitlists

MOST = 20  # offers looked at for one whose student is not busy


@dataclass(frozen=True, slots=True, kw_only=True)
class LapseOffer:
    """End one offer that can no longer be accepted. Any number of processes may do so: each offer lapses once.

    Works inside the caller's transaction and never ends it. Raises CourseContended; the same again may succeed.
    """

    waitlists: Waitlists
    end_entry: EndEntry
    promote_waiting: PromoteWaiting
    clock: Clock

    def __call__(self, *, origin: Origin) -> bool:
        """End the one that expired first, of those nobody else has in hand, and return whether there was one."""
        at = self.clock.now()
        for offer in self.waitlists.lapsed(at, MOST):
            if not self.waitlists.hold(offer.student_id):
                continue  # somebody else is ending it, or the student is doing something: it comes again
            self.waitlists.lock(offer.courses, patiently=True)
            queued = self.waitlists.queued(offer.id, offer.courses[0])
            if queued is None or queued.entry.status is not EntryStatus.OFFERED:
                return True  # it was ended meanwhile; with courses locked already, no others are waited for
            self.end_entry(queued, LAPSED, at, origin=origin)
            self.promote_waiting(offer.courses, at, origin=origin)
            return True
        return False
