"""Tell those who watch a course of a seat that they could take."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from enrollment.application.waitlists.foreseeing import Foresee
from enrollment.domain.attempt import Attempt
from enrollment.domain.events import SeatOpened
from enrollment.domain.identifiers import CourseId
from enrollment.domain.messages import Message
from enrollment.domain.policies import decide
from enrollment.domain.seats import free_seats
from enrollment.ports.clock import Clock
from enrollment.ports.outbox import Outbox
from enrollment.ports.seat_watches import SeatWatches

PAGE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class TellWatchers:
    """Tell each who watches the course, and could take a seat of it now, that there is one; they watch no longer.

    Nobody is told of a seat that is another's, be it kept for a group or for those who wait, nor of one that something
    else keeps them from. Works inside the caller's transaction.
    """

    foresee: Foresee
    seat_watches: SeatWatches
    outbox: Outbox
    clock: Clock

    def __call__(self, course_id: CourseId) -> None:
        """Tell them, and go on watching for all others."""
        left = None
        for attempt in self._attempts(course_id):
            left = left or self.foresee(attempt)
            if left.course is None or free_seats(left.course) == 0:
                return
            judged = replace(attempt, course=left.course, promised=left.promised)
            if decide(judged).allowed and attempt.user and self.seat_watches.remove(attempt.user.id, course_id):
                event = SeatOpened(at=attempt.at, student_id=attempt.user.id, course_id=course_id)
                self.outbox.put(Message.of(event))

    def _attempts(self, course_id: CourseId) -> Iterator[Attempt]:
        at, after = self.clock.now(), None
        while page := self.seat_watches.watching(course_id, after=after, limit=PAGE):
            yield from (facts.attempt(at, user) for user, facts in page)
            after = page[-1][0].id
