"""The same policies without the lock: what the button should say."""

from dataclasses import dataclass

from enrollment.application.waitlists.foreseeing import Foresee
from enrollment.domain.attempt import Attempt
from enrollment.domain.catalog import Course
from enrollment.domain.enrollments import Enrollment
from enrollment.domain.errors import CourseUnknown
from enrollment.domain.identifiers import CourseId
from enrollment.domain.policies import decide
from enrollment.domain.reasons import CourseNotFound
from enrollment.domain.users import User
from enrollment.domain.verdict import Verdict
from enrollment.ports.clock import Clock
from enrollment.ports.register import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A course as one viewer meets it: the course, their enrollment in it, and the verdict on enrolling now.

    ``attempt`` is what the verdict was come to by.
    """

    course: Course
    enrollment: Enrollment | None
    verdict: Verdict
    attempt: Attempt


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewEnrollment:
    """Judge an attempt that is not made. It promises nothing: the decision is made when the attempt is."""

    register: Register
    foresee: Foresee
    clock: Clock

    def __call__(self, user: User | None, course_id: CourseId) -> Preview:
        """Return the course and the verdict, in one round trip. Raises CourseUnknown.

        Where others wait though a seat is free, it takes a few more: what they cannot take is left to newcomers.
        """
        facts = self.register.facts(course_id, user.id if user else None)
        attempt = self.foresee(facts.attempt(self.clock.now(), user))
        verdict = decide(attempt)
        if facts.course is None or verdict.has(CourseNotFound):
            raise CourseUnknown
        return Preview(course=facts.course, enrollment=facts.enrollment, verdict=verdict, attempt=attempt)
