"""Whatever was missed is put on the agenda."""

from dataclasses import dataclass

from enrollment.ports.agenda import Agenda, Chore
from enrollment.ports.catalog import Catalog
from enrollment.ports.clock import Clock
from enrollment.ports.seat_watches import SeatWatches
from enrollment.ports.waitlists import Waitlists


@dataclass(frozen=True, slots=True, kw_only=True)
class SweepLines:
    """Have every course looked at that has a free seat and somebody who waits for one, or wants to be told of one.

    Seats are given in the transaction that frees them. This is for what frees them otherwise: an import that has more
    seats, a record that was imported, a window that opened. And it is for courses that an import cancelled or
    unpublished: nobody keeps a seat in them, or waits. Works inside the caller's transaction.
    """

    catalog: Catalog
    waitlists: Waitlists
    seat_watches: SeatWatches
    agenda: Agenda
    clock: Clock

    def __call__(self) -> None:
        """Put them on the agenda, for now."""
        at = self.clock.now()
        for course_id in self.waitlists.stirring():
            self.agenda.put(course_id, Chore.SERVE, at)
        for course_id in self.seat_watches.stirring():
            self.agenda.put(course_id, Chore.WATCH, at)
        for course_id in self.catalog.to_clear():
            self.agenda.put(course_id, Chore.CANCEL, at)
