"""What one verdict costs, and reading what it weighs, without a database, with every rule asking something."""

import gc
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from itertools import cycle
from statistics import median
from time import process_time
from typing import Any
from uuid import UUID

from bench.setting import Setting
from enrollment.adapters.sql.academic_records import read_record
from enrollment.domain.academic_record import AcademicRecord, CompletedItem, Hold
from enrollment.domain.attempt import Attempt
from enrollment.domain.catalog import Course
from enrollment.domain.groups import Group
from enrollment.domain.identifiers import CourseId, UserId
from enrollment.domain.meetings import Day, Meeting
from enrollment.domain.plain import to_plain
from enrollment.domain.policies import decide
from enrollment.domain.pools import Pool
from enrollment.domain.requirements import AllOf, AnyOf, Passed, Requirement
from enrollment.domain.rules import GroupWindow, RepeatRule, Rules
from enrollment.domain.users import Role, User

NOW, DAY = datetime(2026, 3, 2, 12, tzinfo=UTC), timedelta(days=1)
GROUPS = (Group(name="seniors", standings=frozenset({"senior"})), Group(name="others", cohorts=frozenset({"2020"})))
COMPLETED = 40
PASSED = [f"S{a}1{b}1{c}" for a in "01" for b in "01" for c in "01"]  # of each any-of the last part, tried last
EACH = 200  # timed together
RECORDS = 4000  # more than are remembered whole


def tree(depth: int, name: str = "S") -> Requirement:
    """Return a requirement so deep, two parts to a group; ``name`` tells its items from those of another."""
    if depth == 0:
        return Passed(name, "C")
    return (AllOf if depth % 2 else AnyOf)((tree(depth - 1, f"{name}0"), tree(depth - 1, f"{name}1")))


# One and the same for all who ask, as rules are read once.
TREE, EQUIVALENTS = tree(5), tuple(frozenset({f"OTHER {n}", f"SAME {n}"}) for n in range(20))


def attempt(passed: Sequence[str]) -> Attempt:
    """An attempt of a student with COMPLETED courses, these among them."""
    codes = [*passed, *(f"OTHER {n}" for n in range(COMPLETED - len(passed)))]
    rules = Rules(
        prerequisite=TREE,
        corequisite=AnyOf((Passed("OTHER 0"), Passed("OTHER 1"))),
        excluded=frozenset({"EXCLUDED 1", "EXCLUDED 2"}),
        repeat=RepeatRule(most_attempts=3),
        equivalents=EQUIVALENTS,
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


def refused() -> Sequence[Attempt]:
    """What most of those who wait are refused for, one thing each, with all else met."""
    asked = attempt(PASSED)
    assert asked.course is not None
    held, *others = asked.held
    return (
        replace(asked, course=replace(asked.course, meetings=held.meetings)),
        replace(asked, rules=replace(asked.rules, most_units=18)),
        replace(asked, record=replace(asked.record, holds=(Hold(owner="the bursar", note="fees are unpaid"),))),
        replace(asked, at=NOW - 2 * DAY),
        replace(asked, held=(replace(held, code=asked.course.code), *others)),
    )


def a_text(number: int) -> str:
    """Return what one student has completed as it is kept: much of it as others have, and never the same."""
    items = [CompletedItem(code=f"COURSE {number % 97 + n}", grade="ABC"[n % 3], term="FA25") for n in range(COMPLETED)]
    return json.dumps(to_plain([*items, CompletedItem(code=f"OWN {number}")]))


def judging(setting: Setting) -> Mapping[str, float]:
    """The time of verdicts by every rule: that allow, that refuse, that name the ways; and of reading a record."""
    rounds = setting.plan.rounds
    met, missing, *refusals = (
        _us(partial(decide, asked), rounds) for asked in (attempt(PASSED), attempt(()), *refused())
    )
    texts = cycle([a_text(number) for number in range(RECORDS)])
    return {
        "verdict_us": met,
        "verdict_with_ways_us": missing,
        "refusal_us": max(refusals),
        "record_us": _us(lambda: read_record("senior", "MA29", "2020", next(texts), "[]"), rounds),
    }


def _us(act: Callable[[], object], rounds: int) -> float:
    """Return the median processor time of doing it once, in microseconds."""
    times = []
    gc.collect()
    for _ in range(rounds * 5):
        began = process_time()
        for _ in range(EACH):
            act()
        times.append((process_time() - began) / EACH * 1e6)
    return median(times)
