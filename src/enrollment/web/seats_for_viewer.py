"""How many seats of a course are for whoever looks at it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeGuard

from enrollment.domain.academic_record import NO_RECORD, AcademicRecord
from enrollment.domain.catalog import Course
from enrollment.domain.seats import seats_for
from enrollment.domain.users import ANYBODY, Permission, User
from enrollment.web.request import Request


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a course's free seats are for whoever looks at it, and what that one is called."""

    seats: int
    whose: str


def record_of_viewer(request: Request, courses: Iterable[Course]) -> AcademicRecord:
    """Return the viewer's academic record, where it decides over seats of these courses; that takes a query."""
    viewer = request.identity
    if not _may_enroll(viewer) or not any(course.pools for course in courses):
        return NO_RECORD
    return request.application.academic_records.of(viewer.id)


def seats_for_viewer(request: Request, course: Course, record: AcademicRecord) -> int | None:
    """Return how many seats the viewer could take now; None where they are unlimited, or the viewer is no student.

    Those who wait are reckoned to take one each: who of them could is not looked at here.
    """
    viewer = request.identity
    if not _may_enroll(viewer):
        return None
    seats = seats_for(course, record, viewer.email, request.application.clock.now())
    return None if seats is None else max(0, seats - course.waiting)


def share_of_viewer(request: Request, course: Course, record: AcademicRecord) -> Share | None:
    """Return the same as pages tell it; of somebody who has not signed in, what is kept for nobody."""
    viewer = request.identity
    mine = seats_for_viewer(request, course, record)
    if viewer is None:
        mine = seats_for(course, record, ANYBODY.email, request.application.clock.now())
    return None if mine is None else Share(mine, "you" if viewer else "everybody")


def _may_enroll(viewer: User | None) -> TypeGuard[User]:
    return viewer is not None and viewer.may(Permission.ENROLL)
