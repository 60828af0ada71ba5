"""Those who come to a course that others wait for already."""

from collections.abc import Sequence
from dataclasses import dataclass

from enrollment.application.waitlists.foreseeing import Foresee
from enrollment.application.waitlists.promotion import PromoteWaiting
from enrollment.domain.attempt import Attempt
from enrollment.domain.records import Origin
from enrollment.ports.clock import Clock
from enrollment.ports.register import Register
from enrollment.ports.waitlists import Waitlists


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeWaitingFirst:
    """Have newcomers take only what nobody can take who waits already."""

    register: Register
    waitlists: Waitlists
    foresee: Foresee
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
        return [self.foresee(facts[course_id].attempt(at, user)) for course_id in ids]
