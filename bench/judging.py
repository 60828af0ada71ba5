"""What one verdict costs, without a database: the rules that look through a student's whole record."""

import gc
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from statistics import median
from uuid import UUID

from bench.setting import Setting
from enrollment.domain.academic_record import AcademicRecord, CompletedItem
from enrollment.domain.attempt import Attempt
from enrollment.domain.catalog import Course
from enrollment.domain.identifiers import CourseId, UserId
from enrollment.domain.policies import decide
from enrollment.domain.policies.requirements import (
    corequisites_are_met,
    may_be_repeated,
    nothing_excludes_it,
    prerequisites_are_met,
)
from enrollment.domain.requirements import AllOf, AnyOf, Passed, Requirement
from enrollment.domain.rules import RepeatRule, Rules
from enrollment.domain.users import Role, User

POLICIES = (prerequisites_are_met, corequisites_are_met, nothing_excludes_it, may_be_repeated)
COMPLETED = 40
PASSED = [f"S{a}1{b}1{c}" for a in "01" for b in "01" for c in "01"]  # of each any-of the last part, tried last
EACH = 200  # verdicts timed together


def tree(depth: int, name: str = "S") -> Requirement:
    """Return a requirement so deep, two parts to a group; ``name`` tells its items from those of another."""
    if depth == 0:
        return Passed(name, "C")
    return (AllOf if depth % 2 else AnyOf)((tree(depth - 1, f"{name}0"), tree(depth - 1, f"{name}1")))


def attempt(passed: Sequence[str]) -> Attempt:
    """An attempt of a student with COMPLETED courses, these among them."""
    codes = [*passed, *(f"OTHER {n}" for n in range(COMPLETED - len(passed)))]
    rules = Rules(
        prerequisite=tree(5),
        corequisite=AnyOf((Passed("OTHER 0"), Passed("OTHER 1"))),
        excluded=frozenset({"EXCLUDED 1", "EXCLUDED 2"}),
        repeat=RepeatRule(most_attempts=3),
        equivalents=tuple(frozenset({f"OTHER {n}", f"SAME {n}"}) for n in range(20)),
    )
    return Attempt(
        at=datetime(2026, 3, 2, 12, tzinfo=UTC),
        user=User(id=UserId(UUID(int=1)), email="ada@example.edu", name="Ada", roles=frozenset({Role.STUDENT})),
        course=Course(id=CourseId(UUID(int=2)), code="MATH 20B", section="A01", term="SP26", title="Calculus"),
        record=AcademicRecord(completed=tuple(CompletedItem(code=code, grade="B", term="FA25") for code in codes)),
        rules=rules,
    )


def judging(setting: Setting) -> Mapping[str, float]:
    """The time of one verdict by the four rules about requirements: one that allows, and one that names the ways."""
    met, missing = (_us(attempt(passed), setting.plan.rounds) for passed in (PASSED, ()))
    return {"verdict_us": met, "verdict_with_ways_us": missing}


def _us(asked: Attempt, rounds: int) -> float:
    """Return the median processor time of one verdict, in microseconds."""
    times = []
    gc.collect()
    for _ in range(rounds * 5):
        began = time.process_time()
        for _ in range(EACH):
            decide(asked, POLICIES)
        times.append((time.process_time() - began) / EACH * 1e6)
    return median(times)
