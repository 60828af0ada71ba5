"""Several courses asked for at once: judged together, each line with a verdict of its own."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum

from enrollment.domain.attempt import Attempt
from enrollment.domain.catalog import Course
from enrollment.domain.policies import STANDARD, Policy, course_exists, decide
from enrollment.domain.verdict import Verdict


class Mode(StrEnum):
    """What becomes of the lines nothing stands against when something stands against others."""

    ALL_OR_NOTHING = "all-or-nothing"
    BEST_EFFORT = "best-effort"


def judge(attempts: Sequence[Attempt], mode: Mode) -> tuple[Verdict, ...]:
    """Return the verdict on each attempt of one student, in their order, which is that of priority."""
    return judge_as_one(attempts) if mode is Mode.ALL_OR_NOTHING else _best_effort(attempts)


def judge_as_one(attempts: Sequence[Attempt], policies: Sequence[Policy] = STANDARD) -> tuple[Verdict, ...]:
    """Return the verdict on each attempt of one student, as if all the others were granted."""
    if len(attempts) == 1:
        return (decide(attempts[0], policies),)
    return tuple(
        decide(replace(attempt, together=_courses(other for other in attempts if other is not attempt)), policies)
        for attempt in attempts
    )


def _best_effort(attempts: Sequence[Attempt]) -> tuple[Verdict, ...]:
    """Each is judged after those before it; what counted on a later one that was then refused is judged anew.

    A line refused for that stays refused, so there are at most as many rounds as lines.
    """
    final: dict[int, Verdict] = {}
    while True:
        verdicts = _in_turn(attempts, final)
        granted = [place for place, verdict in enumerate(verdicts) if verdict.allowed]
        disappointed = {
            place: verdict
            for place in granted
            if not (verdict := decide(replace(attempts[place], together=_others(attempts, granted, place)))).allowed
        }
        if not disappointed:
            return verdicts
        final |= disappointed


def _in_turn(attempts: Sequence[Attempt], final: dict[int, Verdict]) -> tuple[Verdict, ...]:
    verdicts: list[Verdict] = []
    for place, attempt in enumerate(attempts):
        granted = [before for before, verdict in enumerate(verdicts) if verdict.allowed]
        later = [after for after in range(place + 1, len(attempts)) if after not in final]
        as_asked = replace(
            attempt,
            together=_others(attempts, granted, place),
            expected=_others(attempts, later, place),
        )
        verdicts.append(final.get(place) or decide(as_asked))
    return tuple(verdicts)


def _others(attempts: Sequence[Attempt], places: Sequence[int], place: int) -> tuple[Course, ...]:
    return _courses(attempts[other] for other in places if other != place)


def _courses(attempts: Iterable[Attempt]) -> tuple[Course, ...]:
    """Return the courses asked for; one that is not there for the student is there for no other line either."""
    return tuple(attempt.course for attempt in attempts if attempt.course and course_exists(attempt) is None)
