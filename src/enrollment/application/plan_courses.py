"""Plan courses: put them into the plan, order it, take them out."""

from collections.abc import Sequence
from dataclasses import dataclass

from enrollment.application.submit_courses import MOST_COURSES
from enrollment.domain.attempt import Attempt
from enrollment.domain.errors import CourseUnknown, PlanFull
from enrollment.domain.identifiers import CourseId
from enrollment.domain.policies import course_exists
from enrollment.domain.users import User
from enrollment.ports.clock import Clock
from enrollment.ports.plans import PlanLine, Plans
from enrollment.ports.register import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCourses:
    """Change a student's plan. It promises no seat, and asks for none.

    Works inside the caller's transaction and never ends it. Two requests of one student go one after the other.
    Raises StudentBusy; PlanFull for more than MOST_COURSES; CourseUnknown for what is no course, or a draft.
    """

    register: Register
    plans: Plans
    clock: Clock

    def __call__(self, student: User, course_ids: Sequence[CourseId]) -> None:
        """Have the plan consist of these courses, none twice, the first mattering most."""
        self.register.hold(student.id)
        self._put(student, course_ids, {line.course_id: line for line in self.plans.lines(student.id)})

    def add(self, student: User, course_ids: Sequence[CourseId], *, priority: int | None = None) -> None:
        """Put the courses into the plan, after the others or at that place; one that is in it stays where it is."""
        self.register.hold(student.id)
        known = {line.course_id: line for line in self.plans.lines(student.id)}
        new = [course_id for course_id in course_ids if course_id not in known]
        if new:
            place = len(known) if priority is None else priority - 1
            planned = [*known]
            self._put(student, [*planned[:place], *new, *planned[place:]], known)

    def move(self, student: User, course_id: CourseId, *, by: int) -> None:
        """Move the course so many places, -1 being one up, as far as it goes; one that is not in the plan moves not."""
        self.register.hold(student.id)
        known = {line.course_id: line for line in self.plans.lines(student.id)}
        if course_id in known:
            others = [other for other in known if other != course_id]
            place = max(0, [*known].index(course_id) + by)
            self._keep(student, [*others[:place], course_id, *others[place:]], known)

    def remove(self, student: User, course_id: CourseId) -> None:
        """Take the course out of the plan, if it is in it."""
        self.register.hold(student.id)
        self.plans.remove(student.id, [course_id])

    def _put(self, student: User, course_ids: Sequence[CourseId], known: dict[CourseId, PlanLine]) -> None:
        if len(course_ids) > MOST_COURSES:
            raise PlanFull
        self._check(student, [course_id for course_id in course_ids if course_id not in known])
        self._keep(student, course_ids, known)

    def _check(self, student: User, course_ids: Sequence[CourseId]) -> None:
        found = self.register.facts_about(course_ids, student.id) if course_ids else {}
        at = self.clock.now()
        for course_id in course_ids:
            course = found[course_id].course if course_id in found else None
            if course_exists(Attempt(at=at, user=student, course=course)):
                raise CourseUnknown

    def _keep(self, student: User, course_ids: Sequence[CourseId], known: dict[CourseId, PlanLine]) -> None:
        now = self.clock.now()
        added = {course_id: line.added_at for course_id, line in known.items()}
        lines = [
            PlanLine(course_id=course_id, priority=priority, added_at=added.get(course_id, now))
            for priority, course_id in enumerate(course_ids, start=1)
        ]
        self.plans.put(student.id, lines)
