"""A plan, judged as if it were submitted."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from enrollment.application.waitlists.foreseeing import Foresee
from enrollment.domain.attempt import Attempt
from enrollment.domain.catalog import Course, CourseStatus
from enrollment.domain.identifiers import CourseId
from enrollment.domain.submission import Mode, judge
from enrollment.domain.users import User
from enrollment.domain.verdict import Verdict
from enrollment.domain.what_if import when_it_opens
from enrollment.ports.clock import Clock
from enrollment.ports.plans import PlanLine, Plans
from enrollment.ports.register import Facts, Register


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedCourse:
    """A line of the plan, and the verdict on asking for it together with the others.

    ``opens`` is when registration opens for the student, and the instant the verdict is for; None: it is for now.
    """

    line: PlanLine
    attempt: Attempt
    verdict: Verdict
    opens: datetime | None

    @property
    def course(self) -> Course | None:
        """The course, if it is one for the student to see."""
        course = self.attempt.course
        return None if course is None or course.status is CourseStatus.DRAFT else course

    @property
    def is_due(self) -> bool:
        """Whether it would be asked for now: registration does not open later, and no seat in it is held."""
        return self.opens is None and self.attempt.enrollment is None


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedPlan:
    """A plan as of the instant ``at``; ``held`` are the courses the student holds a seat in already.

    ``fits``: what is due could be had all or nothing.
    """

    at: datetime
    lines: Sequence[PlannedCourse]
    held: Sequence[Course]
    fits: bool

    @property
    def due(self) -> Sequence[CourseId]:
        """What submitting the plan would ask for, in order."""
        return [planned.line.course_id for planned in self.lines if planned.is_due]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPlan:
    """Judge each line of a plan at once, after those that matter more. It promises nothing."""

    register: Register
    plans: Plans
    foresee: Foresee
    clock: Clock

    def __call__(self, student: User) -> JudgedPlan:
        """Return the plan, in two round trips.

        A line is judged for the instant its registration opens, if that is still to come.
        """
        at = self.clock.now()
        lines = self.plans.lines(student.id)
        facts = self.register.facts_about([line.course_id for line in lines], student.id) if lines else {}
        asked = [facts.get(line.course_id, Facts(course=None)).attempt(at, student) for line in lines]
        attempts = [self.foresee(when_it_opens(attempt)) for attempt in asked]
        planned = [
            PlannedCourse(line=line, attempt=attempt, verdict=verdict, opens=attempt.at if attempt.at > at else None)
            for line, attempt, verdict in zip(lines, attempts, judge(attempts, Mode.BEST_EFFORT), strict=True)
        ]
        due = [one.attempt for one in planned if one.is_due]
        fits = all(verdict.allowed for verdict in judge(due, Mode.ALL_OR_NOTHING))
        return JudgedPlan(at=at, lines=planned, held=_held(facts.values()), fits=fits)


def _held(facts: Collection[Facts]) -> Sequence[Course]:
    """Return what is held: each line knows what is held besides its own course."""
    held = {course.id: course for found in facts for course in found.held}
    held |= {found.course.id: found.course for found in facts if found.course and found.enrollment}
    return [*held.values()]
