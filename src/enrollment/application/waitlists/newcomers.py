"""What those who wait for a course leave to whoever does not."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from enrollment.application.waitlists.promotion import PromoteWaiting
from enrollment.application.waitlists.turns import after_turns, line_of, turns_in
from enrollment.domain.attempt import Attempt
from enrollment.domain.records import Origin
from enrollment.domain.seats import free_seats
from enrollment.ports.clock import Clock
from enrollment.ports.register import Register
from enrollment.ports.waitlists import Waitlists


def foresee(waitlists: Waitlists, attempt: Attempt) -> Attempt:
    """Return the attempt as it is once all who wait for the course, and can take a seat now, have one.

    It changes nothing. It takes a round trip or a few where somebody waits and a seat is free; else none.
    """
    course = attempt.course
    if course is None or not course.waiting or free_seats(course) == 0:
        return attempt
    left, promised = after_turns(turns_in(line_of(waitlists, course.id), course, attempt.at), course)
    return replace(attempt, course=left, promised=promised)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeWaitingFirst:
    """Have newcomers take only what nobody can take who waits already."""

    register: Register
    waitlists: Waitlists
    promote_waiting: PromoteWaiting
    clock: Clock

    def __call__(self, attempts: Sequence[Attempt], *, origin: Origin) -> Sequence[Attempt]:
        """Lock the courses of a student's attempts, serve who waits, and return the attempts as they are then."""
        courses = [attempt.course for attempt in attempts if attempt.course]
        ids = [course.id for course in courses]
        self.waitlists.lock(ids, patiently=True)
        at, user = self.clock.now(), attempts[0].user
        assert user is not None
        self.promote_waiting([course.id for course in courses if course.waiting], at, origin=origin)
        facts = self.register.facts_about(ids, user.id)
        return [foresee(self.waitlists, facts[course_id].attempt(at, user)) for course_id in ids]
