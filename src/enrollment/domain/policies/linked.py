"""The policies about the sections of one course: a lecture and its lab come together, two lectures do not."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from enrollment.domain.attempt import Attempt
from enrollment.domain.catalog import Course
from enrollment.domain.reasons import CorequisiteMissing, OtherSection, OtherSectionHeld
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


def no_other_section_is_held(attempt: Attempt) -> OtherSectionHeld | Met | None:
    """A student takes one section of a course in a term, or one of each kind the course is made of.

    What is asked for in the same submission counts as far as it is granted.
    """
    course, rules = attempt.course, attempt.rules
    if course is None or attempt.user is None or not rules.one_section:
        return None
    sections = [other for other in attempt.schedule if other.code == course.code]
    in_its_place = [other for other in sections if not _come_together(course, other, rules.linked)]
    if in_its_place:
        held, asked = (_named(in_its_place, courses) for courses in (attempt.held, attempt.together))
        return OtherSectionHeld(held=held, asked=asked)
    return Met(OtherSectionHeld.code, by=tuple(other.name for other in sections)) if sections else None


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


def _come_together(one: Course, other: Course, linked: Collection[str]) -> bool:
    kinds = {one.section_kind, other.section_kind}
    return len(kinds) == 2 and kinds.issubset(linked)


def _named(sections: Iterable[Course], among: Collection[Course]) -> tuple[OtherSection, ...]:
    return tuple(OtherSection(course_id=other.id, course=other.name) for other in sections if other in among)
