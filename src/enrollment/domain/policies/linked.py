"""The policy about sections that belong together: a lecture and its lab."""

from collections.abc import Mapping
from dataclasses import replace

from enrollment.domain.attempt import Attempt
from enrollment.domain.reasons import CorequisiteMissing
from enrollment.domain.verdict import Met


def linked_sections_come_together(attempt: Attempt) -> CorequisiteMissing | Met | None:
    """One section of each kind the course is made of is taken along, be it held or asked for in the same submission."""
    course, kinds = attempt.course, attempt.rules.linked
    if course is None or attempt.user is None or course.section_kind not in kinds:
        return None
    missing = tuple(f"a section {kind} of {course.code}" for kind in kinds_missing(attempt))
    if not missing:
        along = _along(attempt)
        return Met(CorequisiteMissing.code, by=tuple(along[kind] for kind in kinds))
    return CorequisiteMissing(requirement=" and ".join(missing), ways=(missing,))


def kinds_missing(attempt: Attempt) -> tuple[str, ...]:
    """Return the kinds of section that have to be taken with the course and are not taken along yet."""
    course, kinds = attempt.course, attempt.rules.linked
    if course is None or course.section_kind not in kinds:
        return ()
    along = _along(attempt)
    return tuple(kind for kind in kinds if kind not in along)


def as_if_complete(attempt: Attempt) -> Attempt:
    """Return the attempt with a section of each missing kind taken along, whichever that may be."""
    if attempt.course is None:
        return attempt
    others = tuple(replace(attempt.course, section=kind) for kind in kinds_missing(attempt))
    return replace(attempt, expected=(*attempt.expected, *others))


def _along(attempt: Attempt) -> Mapping[str, str]:
    course = attempt.course
    assert course is not None
    return {other.section_kind: other.name for other in (*attempt.along, course) if other.code == course.code}
