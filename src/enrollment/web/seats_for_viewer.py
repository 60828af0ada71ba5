"""How many seats of a course are for whoever looks at it."""

from collections.abc import Iterable
from typing import TypeGuard

from enrollment.domain.academic_record import NO_RECORD, AcademicRecord
from enrollment.domain.catalog import Course
from enrollment.domain.seats import seats_for
from enrollment.domain.users import Permission, User
from enrollment.web.request import Request


def record_of_viewer(request: Request, courses: Iterable[Course]) -> AcademicRecord:
    """Return the viewer's academic record, where it decides over seats of these courses; that takes a query."""
    viewer = request.identity
    if not _may_enroll(viewer) or not any(course.pools for course in courses):
        return NO_RECORD
    return request.application.academic_records.of(viewer.id)


def seats_for_viewer(request: Request, course: Course, record: AcademicRecord) -> int | None:
    """Return how many seats the viewer could take now; None where they are unlimited, or the viewer is no student."""
    viewer = request.identity
    return seats_for(course, record, viewer.email, request.application.clock.now()) if _may_enroll(viewer) else None


def _may_enroll(viewer: User | None) -> TypeGuard[User]:
    return viewer is not None and viewer.may(Permission.ENROLL)
