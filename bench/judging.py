"""What one verdict costs, without a database, with every rule asking something."""

import gc
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from statistics import median
from time import process_time
from typing import Any
from uuid import UUID

from bench.setting import Setting
from enrollment.domain.academic_record import AcademicRecord, CompletedItem
from enrollment.domain.attempt import Attempt
from enrollment.domain.catalog import Course
from enrollment.domain.groups import Group
from enrollment.domain.identifiers import CourseId, UserId
from enrollment.domain.meetings import Day, Meeting
from enrollment.domain.policies import decide
from enrollment.domain.pools import Pool
from enrollment.domain.requirements import AllOf, AnyOf, Passed, Requirement
from enrollment.domain.rules import GroupWindow, RepeatRule, Rules
from enrollment.domain.users import Role, User

NOW, DAY = datetime(2026, 3, 2, 12, tzinfo=UTC), timedelta(days=1)
GROUPS = (Group(name="seniors", standings=frozenset({"senior"})), Group(name="others", cohorts=frozenset({"2020"})))
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
        refuse_conflicts=True,
        most_units=22,
        windows=tuple(GroupWindow(group=group, opens=NOW - DAY, closes=NOW + DAY, most_units=22) for group in GROUPS),
        restricted_to=GROUPS,
    )
    completed = tuple(CompletedItem(code=code, grade="B", term="FA25") for code in codes)
    return Attempt(
        at=NOW,
        user=User(id=UserId(UUID(int=1)), email="ada@example.edu", name="Ada", roles=frozenset({Role.STUDENT})),
        course=course(0, pools=tuple(Pool(group=group, seats=5) for group in GROUPS)),
        record=AcademicRecord(standing="senior", programme="MA29", completed=completed),
        held=tuple(course(number) for number in range(1, 5)),
        rules=rules,
    )


def course(number: int, **about: Any) -> Course:
    """A course of four units that meets three times a week and once for its final; no two at the same time."""
    weekly = [
        Meeting(kind=kind, days=(day,), starts=time(8 + number), ends=time(8 + number, 50))
        for kind, day in (("LE", Day.MONDAY), ("LE", Day.WEDNESDAY), ("DI", Day.FRIDAY))
    ]
    final = Meeting(kind="FI", on=date(2026, 6, 8 + number), starts=time(8), ends=time(11))
    return Course(
        id=CourseId(UUID(int=number)),
        code=f"MATH 2{number}",
        section="A01",
        term="SP26",
        title="Calculus",
        units="4",
        max_participants=30,
        meetings=(*weekly, final),
        **about,
    )


def judging(setting: Setting) -> Mapping[str, float]:
    """The time of one verdict by every rule: one that allows, and one that names the ways."""
    met, missing = (_us(attempt(passed), setting.plan.rounds) for passed in (PASSED, ()))
    return {"verdict_us": met, "verdict_with_ways_us": missing}


def _us(asked: Attempt, rounds: int) -> float:
    """Return the median processor time of one verdict, in microseconds."""
    times = []
    gc.collect()
    for _ in range(rounds * 5):
        began = process_time()
        for _ in range(EACH):
            decide(asked)
        times.append((process_time() - began) / EACH * 1e6)
    return median(times)
