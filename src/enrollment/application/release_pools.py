"""Release what is kept no longer, though nobody comes for it."""

from dataclasses import dataclass

from enrollment.ports.clock import Clock
from enrollment.ports.register import Register
from enrollment.ports.seat_pools import SeatPools


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasePools:
    """Put on record that the pools of a course that are past their release keep no seats any more.

    One course at a time, so that nobody waits for long for a seat of it. Works inside the caller's transaction.
    """

    register: Register
    seat_pools: SeatPools
    clock: Clock

    def __call__(self) -> bool:
        """Release those of one course, and return whether there was one."""
        now = self.clock.now()
        course_id = self.seat_pools.due(now)
        if course_id is not None:
            self.register.release_pools(course_id, now)
        return course_id is not None
