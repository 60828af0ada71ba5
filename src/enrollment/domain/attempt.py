"""A student asking for a seat, with every fact a policy may weigh."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from enrollment.domain.academic_record import NO_RECORD, AcademicRecord
from enrollment.domain.catalog import Course, Term
from enrollment.domain.enrollments import Enrollment
from enrollment.domain.identifiers import CourseId
from enrollment.domain.permits import Permit
from enrollment.domain.rules import NO_RULES, Rules
from enrollment.domain.users import User
from enrollment.domain.waitlist import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What is known at the instant of the decision.

    ``user`` is None when nobody is signed in, ``course`` None when there is no such course, and
    ``enrollment`` is the live one the user holds in the course, if any. ``held`` are the courses the user would
    hold besides, in whatever term: a swap leaves out what it frees. ``together`` are those asked for in the same
    submission; ``expected`` are those of them that are still to be judged, which count as taken along and take no
    place in the timetable yet. ``term`` is the course's, where it is known, and ``terms`` are others whose dates may
    matter: at least those that are not over before it begins.
    ``consent_asked_at`` is when the user asked for consent, if that is still undecided. ``place`` is the user's own in
    the course's line, ``waiting_for`` what the user waits for besides, and ``dropped_at`` when the user last gave up a
    seat in the course. Of the seats the course counts as taken, ``promised`` are free and go to others, who wait.
    """

    at: datetime
    user: User | None
    course: Course | None
    enrollment: Enrollment | None = None
    record: AcademicRecord = NO_RECORD
    held: tuple[Course, ...] = ()
    together: tuple[Course, ...] = ()
    expected: tuple[Course, ...] = ()
    term: Term | None = None
    terms: tuple[Term, ...] = ()
    rules: Rules = NO_RULES
    permits: tuple[Permit, ...] = ()
    consent_asked_at: datetime | None = None
    place: Place | None = None
    waiting_for: tuple[Course, ...] = ()
    dropped_at: datetime | None = None
    promised: int = 0

    @property
    def schedule(self) -> tuple[Course, ...]:
        """The other courses of the same term the user would have: held already, or asked for as well."""
        term = self.course.term if self.course else ""
        return tuple(course for course in (*self.held, *self.together) if course.term == term)

    @property
    def along(self) -> tuple[Course, ...]:
        """The courses of the same term that count as taken along with this one."""
        term = self.course.term if self.course else ""
        return tuple(course for course in (*self.held, *self.together, *self.expected) if course.term == term)

    @property
    def is_behind_others(self) -> bool:
        """Whether somebody waits for the course already."""
        return self.course is not None and self.course.waiting > 0

    def giving_up(self, course_ids: Collection[CourseId]) -> "Attempt":
        """The same attempt, these courses being held no longer."""
        if not course_ids:
            return self
        return replace(self, held=tuple(course for course in self.held if course.id not in course_ids))

    def permit_for(self, code: str) -> Permit | None:
        """Return a permit that sets a reason of that code aside now, if the user has one."""
        return next((permit for permit in self.permits if permit.sets_aside(code, self.at)), None)
