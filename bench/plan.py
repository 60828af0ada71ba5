"""How much of everything: a run worth quoting, and a quick one that shows that it works."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Sizes of the databases, and how long is measured."""

    rounds: int
    seconds: float
    students: int
    courses: int
    hot_courses: int
    few_courses: int
    many_courses: int
    few_enrollments: int
    many_enrollments: int


FULL = Plan(
    rounds=7,
    seconds=3.0,
    students=4000,
    courses=1000,
    hot_courses=40,
    few_courses=100,
    many_courses=10_000,
    few_enrollments=10_000,
    many_enrollments=1_000_000,
)
QUICK = Plan(
    rounds=1,
    seconds=0.4,
    students=500,
    courses=100,
    hot_courses=40,
    few_courses=100,
    many_courses=500,
    few_enrollments=1000,
    many_enrollments=5000,
)
