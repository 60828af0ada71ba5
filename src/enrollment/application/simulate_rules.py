"""What a file of rules would mean for everybody who sits in a course it changes, or was refused there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice

from enrollment.application.check_rules import Checked
from enrollment.domain.attempt import Attempt
from enrollment.domain.catalog import Course
from enrollment.domain.identifiers import CourseId
from enrollment.domain.permits import PERMITTABLE
from enrollment.domain.policies import decide
from enrollment.domain.reasons import Reason
from enrollment.domain.rules import Rules
from enrollment.domain.users import User
from enrollment.ports.clock import Clock
from enrollment.ports.register import Register
from enrollment.ports.roster import OnRoster, Roster

# Seats, windows and holds stand against somebody for other reasons than what they have passed or hold.
RULED = PERMITTABLE | {"unit-limit"}


class Effect(StrEnum):
    """What a change of rules comes to for a student who does not sit there, or does."""

    PASSES = "would pass"
    FAILS = "would fail"
    SITS_AND_FAILS = "sits there, and would fail"


@dataclass(frozen=True, slots=True, kw_only=True)
class Affected:
    """A student, and what no longer, or then, stands against them."""

    course: Course
    student: User
    effect: Effect
    reasons: tuple[Reason, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """Which rules that is about."""
        return tuple(reason.code for reason in self.reasons)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What came of judging so many; ``is_whole`` unless there are more to judge."""

    affected: Sequence[Affected]
    judged: int
    is_whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulateRules:
    """Judge the students of every course the file changes, as if they asked now: by the rules as they are, and then.

    Whoever is judged the same both ways is not told of, unless they sit there and would fail. Nothing is changed.
    """

    roster: Roster
    register: Register
    clock: Clock

    def __call__(self, checked: Checked) -> Iterator[Affected]:
        """Yield whom it would matter to, course by course."""
        courses = self.changed(checked)
        for one in self.roster.of(list(courses)):
            affected = self._judged(one, *courses[one.course_id])
            if affected:
                yield affected

    def some(self, checked: Checked, most: int) -> Trial:
        """Judge no more than so many, course by course."""
        courses = self.changed(checked)
        people = self.roster.of(list(courses))
        judged = list(islice(people, most))
        found = (self._judged(one, *courses[one.course_id]) for one in judged)
        affected = [one for one in found if one]
        return Trial(affected=affected, judged=len(judged), is_whole=next(people, None) is None)

    def changed(self, checked: Checked) -> Mapping[CourseId, tuple[Rules, Rules]]:
        """Return the courses the file changes, and the rules before and after."""
        after = checked.book.amended(checked.sets)
        both = {course.id: (checked.book.rules_for(course), after.rules_for(course)) for course in checked.courses}
        return {
            course_id: (old, new)
            for course_id, (old, new) in both.items()
            if replace(old, edition=0) != replace(new, edition=0)
        }

    def _judged(self, one: OnRoster, old: Rules, new: Rules) -> Affected | None:
        facts = self.register.facts(one.course_id, one.student.id)
        attempt = replace(facts.attempt(self.clock.now(), one.student), enrollment=None)
        before, then = self._against(attempt, old), self._against(attempt, new)
        if attempt.course is None:
            return None
        if one.sits and then:
            effect, reasons = Effect.SITS_AND_FAILS, then
        elif not one.sits and bool(before) != bool(then):
            effect, reasons = (Effect.FAILS, then) if then else (Effect.PASSES, before)
        else:
            return None
        return Affected(course=attempt.course, student=one.student, effect=effect, reasons=reasons)

    def _against(self, attempt: Attempt, rules: Rules) -> tuple[Reason, ...]:
        verdict = decide(replace(attempt, rules=rules))
        return tuple(reason for reason in verdict.reasons if reason.code in RULED)
