"""Policies about what the student's schedule would be: no two things at once, and not too much."""

from datetime import datetime

from enrollment.domain.attempt import Attempt
from enrollment.domain.clashes import clashes
from enrollment.domain.policies.windows import pass_in_force, passes_of
from enrollment.domain.reasons import Reason, TimeConflict, UnitLimit
from enrollment.domain.units import least_units
from enrollment.domain.verdict import Met


def times_do_not_conflict(attempt: Attempt) -> Reason | Met | None:
    """Where the rules insist, a student is at one place at a time: a minute is too much, back to back is not."""
    course, term = attempt.course, attempt.term
    if not attempt.rules.refuse_conflicts or attempt.user is None or course is None:
        return None
    found = tuple(clash for other in attempt.schedule for clash in clashes(course, other, term))
    return TimeConflict(found) if found else Met(TimeConflict.code)


def units_stay_within_limit(attempt: Attempt) -> Reason | Met | None:
    """A student holds no more units than the term allows, nor than the pass the student registers in.

    Of a course with variable units the least count. A course that adds none is never too much.
    """
    rules, course = attempt.rules, attempt.course
    if attempt.user is None or course is None or (rules.most_units is None and not rules.windows):
        return None
    current = pass_in_force(attempt)
    cap = current.most_units if current else None
    if rules.most_units is None and cap is None:
        return None
    asked = least_units(course.units)
    held = _added(*(least_units(other.units) for other in attempt.schedule))
    units = _added(held, asked) if asked else 0
    if rules.most_units is not None and units > rules.most_units:
        return UnitLimit(limit=rules.most_units, held=held, asked=asked)
    if current and cap is not None and units > cap:
        until = _room_from(attempt, units)
        return UnitLimit(limit=cap, held=held, asked=asked, group=current.group.name, until=until)
    return Met(UnitLimit.code)


def _added(*units: float) -> float:
    """Return the sum to the hundredth, so that three times 0.1 is no more than 0.3."""
    return round(sum(units), 2)


def _room_from(attempt: Attempt, units: float) -> datetime | None:
    """Return when the first later pass of the user that leaves room for so many opens, or registration for all."""
    opened = [
        window.opens
        for window in passes_of(attempt)
        if attempt.at < window.opens and (window.most_units is None or units <= window.most_units)
    ]
    opened += [attempt.rules.open_registration] if attempt.rules.open_registration else []
    return min(opened, default=None)
