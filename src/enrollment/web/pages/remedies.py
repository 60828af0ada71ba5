"""Where to go for what a reason says would help: a page of ours, where there is one."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote_plus

from enrollment.domain.identifiers import CourseId
from enrollment.domain.permits import PERMITTABLE
from enrollment.domain.reasons import (
    AlreadyEnrolled,
    AuthRequired,
    CorequisiteMissing,
    ExcludedBy,
    OtherSectionHeld,
    PrerequisiteMissing,
    Reason,
    TimeConflict,
    UnitLimit,
)
from enrollment.web.addresses import path_among, quoted_path

# Where on the page of a course one asks for a permit, or for consent.
PERMIT = "permit"
_MOST = 4


@dataclass(frozen=True, slots=True)
class Link:
    """What is done there, and the path."""

    text: str
    path: str


def links_for(
    reason: Reason,
    course_id: CourseId,
    paths: Mapping[str, str],
    planned: Collection[CourseId] = (),
    given_up: Collection[CourseId] = (),
) -> tuple[Link, ...]:
    """Return where the remedy of the reason against that course is, the best place first, a few at most.

    ``paths`` are those of the pages by the names of their routes. ``planned`` are the courses asked for together with
    it, which the student does not hold, and ``given_up`` those whose seats are to be swapped for it already.
    """
    return tuple(dict.fromkeys(_links(reason, course_id, paths, planned, given_up)))[:_MOST]


def _links(
    reason: Reason,
    course_id: CourseId,
    paths: Mapping[str, str],
    planned: Collection[CourseId],
    given_up: Collection[CourseId],
) -> Iterator[Link]:
    page = path_among(paths)("course", course_id)
    match reason:
        case AuthRequired():
            yield Link("Sign in", f"{paths['login']}?next={quoted_path(paths, 'course', course_id)}")
        case PrerequisiteMissing(ways=ways):
            items = (item for way in ways for item in way)
            yield from (Link(f"Find {item}", f"{paths['catalog']}?q={quote_plus(item)}") for item in items)
        case CorequisiteMissing():
            yield Link("Your plan", paths["plan"])
        case _:
            yield from _to_the_schedule(reason, course_id, paths, planned, given_up)
    if reason.code in PERMITTABLE and not isinstance(reason, TimeConflict | OtherSectionHeld):
        yield Link("Consent or a permit", f"{page}#{PERMIT}")


def _to_the_schedule(
    reason: Reason,
    course_id: CourseId,
    paths: Mapping[str, str],
    planned: Collection[CourseId],
    given_up: Collection[CourseId],
) -> Iterator[Link]:
    """Yield where to swap what stands in the way for the course, and where on the schedule to drop it."""
    schedule = paths["me"]
    match reason:
        case AlreadyEnrolled():
            yield Link("My schedule", f"{schedule}#{anchor_of(course_id)}")
        case TimeConflict(clashes=clashes):
            held = {clash.course_id: clash.course for clash in clashes if clash.course_id not in planned}
            yield from _giving_up(held, course_id, paths, given_up)
        case OtherSectionHeld(held=sections):
            in_its_place = {section.course_id: section.course for section in sections}
            yield from _giving_up(in_its_place, course_id, paths, given_up)
        case UnitLimit() | ExcludedBy(passed=()):
            yield Link("My schedule", schedule)


def _giving_up(
    held: Mapping[CourseId, str], course_id: CourseId, paths: Mapping[str, str], given_up: Collection[CourseId]
) -> Iterator[Link]:
    if held:
        text = f"Swap {' and '.join(held.values())} for it{' as well' if given_up else ''}…"
        yield Link(text, f"{paths['swaps']}?from={','.join(map(str, (*given_up, *held)))}&add={course_id}")
    for other, name in held.items():
        yield Link(f"Drop {name}…", f"{paths['me']}#{anchor_of(other)}")


def anchor_of(course_id: CourseId) -> str:
    """Return where on the student's schedule a course is."""
    return f"course-{course_id}"
