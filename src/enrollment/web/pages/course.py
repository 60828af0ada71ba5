"""One course: what it is, whether one can take it, and why not."""

from collections.abc import Sequence
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.security import NO_PERMISSION_REQUIRED
from pyramid.view import view_config

from enrollment.application.preview_enrollment import Preview
from enrollment.domain.button import button_for
from enrollment.domain.catalog import Course
from enrollment.domain.measures import Kind
from enrollment.domain.reasons import Cancelled, CourseFull, RegistrationClosed
from enrollment.domain.verdict import Verdict
from enrollment.web.csrf import is_from_here
from enrollment.web.measuring import count
from enrollment.web.pages.submission import new_key
from enrollment.web.parameters import query_of
from enrollment.web.request import Request
from enrollment.web.resources import CourseResource


@view_config(
    route_name="course",
    request_method="GET",
    permission=NO_PERMISSION_REQUIRED,
    renderer="enrollment.web:templates/course.jinja2",
)
def course(resource: CourseResource, request: Request) -> Any:
    """Show the course, the button, and every reason in words."""
    if "cancelled" in query_of(request):
        return _cancelled(resource, request)
    seen = shown(request, request.application.preview_enrollment(request.identity, resource.course_id))
    count(request, Kind.VIEW)
    return seen


def _cancelled(resource: CourseResource, request: Request) -> Any:
    """Count that a confirmation was cancelled, and go on to the course, so that reloading it is not counted again."""
    if is_from_here(request, request.registry.site.public_url):
        count(request, Kind.CANCELLED)
    return HTTPSeeOther(request.route_path("course", course_id=str(resource.course_id)))


def shown(request: Request, preview: Preview) -> dict[str, Any]:
    """Return what the pages about a course and the way into it show of it."""
    return {
        "course": preview.course,
        "enrollment": preview.enrollment,
        "verdict": preview.verdict,
        "button": button_for(preview.verdict),
        "alternatives": alternatives(request, preview.course, preview.verdict),
        "key": new_key(),
        "clicked": "",
        "faults": {},
    }


def alternatives(request: Request, course: Course, verdict: Verdict) -> Sequence[Course]:
    """Return what else one could take, where the course itself cannot be had any more."""
    if any(verdict.has(reason) for reason in (CourseFull, RegistrationClosed, Cancelled)):
        return request.application.catalog.alternatives(course, request.application.clock.now())
    return ()
