"""Be told of a seat without standing in line for it."""

from dataclasses import dataclass

from enrollment.domain.errors import CourseUnknown
from enrollment.domain.identifiers import CourseId
from enrollment.domain.policies import course_exists, decide
from enrollment.domain.reasons import Cancelled, RegistrationClosed
from enrollment.domain.users import User
from enrollment.domain.verdict import Verdict
from enrollment.domain.waitlist_errors import NothingToWatch
from enrollment.ports.agenda import Agenda, Chore
from enrollment.ports.clock import Clock
from enrollment.ports.register import Register
from enrollment.ports.seat_watches import SeatWatches


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchSeat:
    """Watch a course for a seat that one could take, and watch it no longer. One is told once.

    Works inside the caller's transaction. Raises CourseUnknown, and NothingToWatch for a course that gives no seat any
    more.
    """

    register: Register
    seat_watches: SeatWatches
    agenda: Agenda
    clock: Clock

    def watch(self, student: User, course_id: CourseId) -> None:
        """Have the student be told. If there is such a seat already, that is soon."""
        attempt = self.register.facts(course_id, student.id).attempt(self.clock.now(), student)
        if attempt.course is None or course_exists(attempt) is not None:
            raise CourseUnknown
        if gives_no_more_seats(decide(attempt)):
            raise NothingToWatch
        if self.seat_watches.put(student.id, course_id, attempt.at):
            self.agenda.put(course_id, Chore.WATCH, attempt.at)

    def unwatch(self, student: User, course_id: CourseId) -> None:
        """Have the student not be told. Once more changes nothing."""
        self.seat_watches.remove(student.id, course_id)


def gives_no_more_seats(verdict: Verdict) -> bool:
    """Whether nobody will be given a seat any more, whatever becomes free."""
    return verdict.has(Cancelled) or verdict.has(RegistrationClosed)
