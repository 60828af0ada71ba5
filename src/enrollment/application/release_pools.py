"""Release what is kept no longer, though nobody comes for it."""

from dataclasses import dataclass

from enrollment.application.waitlists.serving import ServeLines
from enrollment.domain.records import Origin
from enrollment.ports.agenda import Agenda, Chore
from enrollment.ports.clock import Clock
from enrollment.ports.register import Register
from enrollment.ports.seat_pools import SeatPools
from enrollment.ports.waitlists import Waitlists


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasePools:
    """Put on record that the pools of a course that are past their release keep no seats any more.

    Their seats go to those who wait for them, in the same transaction. One course at a time, so that nobody waits for
    long for a seat of it. Works inside the caller's transaction.
    """

    register: Register
    seat_pools: SeatPools
    waitlists: Waitlists
    serve_lines: ServeLines
    agenda: Agenda
    clock: Clock

    def __call__(self, *, origin: Origin) -> bool:
        """Release those of one course, and return whether there was one. Raises CourseContended."""
        at = self.clock.now()
        course_id = self.seat_pools.due(at)
        if course_id is None:
            return False
        self.waitlists.lock([course_id], patiently=True)
        self.register.release_pools(course_id, at)
        self.serve_lines([course_id], at, origin=origin)
        self.agenda.put(course_id, Chore.WATCH, at)
        return True
