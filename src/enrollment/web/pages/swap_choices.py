"""What there is to swap: the seats a student may give up, and what could be had for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from enrollment.application.find_sections import LinkedSections
from enrollment.application.swap_enrollment import MOST_SWAPPED, Outlook, Swap
from enrollment.domain.catalog import Course
from enrollment.domain.errors import CourseUnknown, EnrollmentUnknown
from enrollment.domain.identifiers import CourseId, EnrollmentId
from enrollment.domain.reasons import CourseNotFound
from enrollment.ports.catalog import CatalogQuery
from enrollment.ports.enrollments import Scheduled
from enrollment.web.pages.verdicts import ToldVerdict, told
from enrollment.web.request import Request
from enrollment.web.resources import read_id

MOST_FOUND = 8
MOST_SECTIONS = 50  # of which the first few are judged


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Courses that could be had for the seats, each with the verdict, and whether that can be now or by waiting.

    ``linked`` are the sections to choose from along with the course.
    """

    wanted: Sequence[tuple[Course, ToldVerdict]]
    can_swap: bool
    may_wait: bool
    linked: LinkedSections | None = None


def seats_named(given: Mapping[str, str]) -> tuple[EnrollmentId, ...]:
    """Return the seats to be given up, by a field or by boxes ticked.

    Raises EnrollmentUnknown for what is no id, or more than can be swapped.
    """
    named = sorted(name for name in given if name == "drop" or name.startswith("drop-"))
    ids = [read_id(part) for name in named for part in given[name].split(",")[: MOST_SWAPPED + 1] if part]
    if None in ids or len(set(ids)) > MOST_SWAPPED:
        raise EnrollmentUnknown
    return tuple(dict.fromkeys(EnrollmentId(id_) for id_ in ids if id_))


def courses_named(text: str) -> tuple[CourseId, ...]:
    """Return the courses in the list. Raises CourseUnknown for what is no id, or more than can be swapped."""
    ids = [read_id(part) for part in text.split(",")[: MOST_SWAPPED + 1]]
    if None in ids or len(ids) > MOST_SWAPPED:
        raise CourseUnknown
    return tuple(dict.fromkeys(CourseId(id_) for id_ in ids if id_))


def held_by(request: Request) -> Sequence[Scheduled]:
    """Return the seats the viewer holds."""
    assert request.identity is not None
    live = request.application.enrollments.of(request.identity.id, live_only=True)
    return [one for one in live if one.enrollment.is_held]


def among(held: Sequence[Scheduled], seats: Sequence[EnrollmentId]) -> Sequence[Scheduled]:
    """Return these seats, one at least. Raises EnrollmentUnknown for what is not held."""
    by_id = {one.enrollment.id: one for one in held}
    if not seats or not by_id.keys() >= set(seats):
        raise EnrollmentUnknown
    return [by_id[seat] for seat in seats]


def in_courses(held: Sequence[Scheduled], course_ids: Sequence[CourseId]) -> Sequence[Scheduled]:
    """Return the seats held in these courses. Raises EnrollmentUnknown where none is held."""
    by_course = {one.course.id: one for one in held}
    if not by_course.keys() >= set(course_ids):
        raise EnrollmentUnknown
    return [by_course[course_id] for course_id in course_ids]


def found_for(request: Request, first: Course, held: Sequence[Scheduled], q: str) -> Sequence[CourseId]:
    """Return what the words find in the course's term; without any, the sections of the course that are not held."""
    query = CatalogQuery(q=q or first.code, term=first.term, limit=MOST_FOUND if q else MOST_SECTIONS)
    found = [one.course for one in request.application.catalog.search(query, None).items]
    ours = {first.id} if q else {one.course.id for one in held}
    return [one.id for one in found if one.id not in ours and (q or one.code == first.code)][:MOST_FOUND]


def choice_of(request: Request, swap: Swap, *, with_linked: bool = False) -> Choice:
    """Judge the swap. Raises CourseUnknown, and EnrollmentUnknown where a seat is given up already."""
    assert request.identity is not None
    seen = request.application.swap_enrollment.outlook(request.identity, swap)
    wanted = []
    for attempt, verdict in seen.wanted:
        if attempt.course is None or verdict.has(CourseNotFound):
            raise CourseUnknown
        said = told(verdict, attempt.course.id, request, planned=swap.add, given_up=seen.given_up)
        wanted.append((attempt.course, said))
    is_allowed = all(verdict.allowed for _, verdict in wanted)
    linked = _linked(request, seen) if with_linked and len(wanted) == 1 else None
    if linked is None:
        return Choice(wanted=wanted, can_swap=is_allowed, may_wait=seen.may_wait)
    return Choice(
        wanted=wanted,
        can_swap=is_allowed and linked.is_open and linked.can_be_taken,
        may_wait=(is_allowed or seen.may_wait) and linked.may_be_waited_for,
        linked=linked,
    )


def _linked(request: Request, seen: Outlook) -> LinkedSections | None:
    assert request.identity is not None
    find, (attempt, _) = request.application.find_sections, seen.wanted[0]
    return find.along_with(attempt, request.identity, giving_up=seen.given_up)
