"""Whatever can move in the line of a course moves."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from enrollment.application.waitlists.exchange import ExchangeSeats
from enrollment.application.waitlists.promotion import PromoteWaiting
from enrollment.domain.identifiers import CourseId
from enrollment.domain.records import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeLines:
    """Give free seats to those who wait, and carry out the swaps that make one another possible.

    The courses are locked. Raises CourseContended.
    """

    promote_waiting: PromoteWaiting
    exchange_seats: ExchangeSeats

    def __call__(
        self, course_ids: Collection[CourseId], at: datetime, *, origin: Origin, is_batch: bool = False
    ) -> None:
        """Serve the lines of these courses, and of those in which seats come free by that."""
        self.promote_waiting(course_ids, at, origin=origin, is_batch=is_batch)
        for course_id in course_ids:
            while (freed := self.exchange_seats(course_id, at, origin=origin)) is not None:
                self.promote_waiting(freed, at, origin=origin)
