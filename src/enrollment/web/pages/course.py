"""One course: what it is, whether one can take it, and why not."""

from dataclasses import replace
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.security import NO_PERMISSION_REQUIRED
from pyramid.view import view_config

from enrollment.application.preview_enrollment import Preview
from enrollment.domain.button import button_for
from enrollment.domain.catalog import Course
from enrollment.domain.measures import Kind
from enrollment.domain.verdict import Verdict
from enrollment.web.csrf import is_from_here
from enrollment.web.measuring import count
from enrollment.web.pages.permission import way_of
from enrollment.web.pages.submission import new_key
from enrollment.web.pages.verdicts import told
from enrollment.web.pages.waiting import line_for
from enrollment.web.parameters import query_of
from enrollment.web.request import Request
from enrollment.web.resources import CourseResource
from enrollment.web.seats_for_viewer import share_of_viewer


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
    seen = course_page(request, request.application.preview_enrollment(request.identity, resource.course_id))
    count(request, Kind.VIEW)
    return seen


def course_page(request: Request, preview: Preview) -> dict[str, Any]:
    """Return what the page about a course shows."""
    find, viewer = request.application.find_sections, request.identity
    linked = find.along_with(preview.attempt, viewer) if viewer else None
    more: dict[str, Any] = {
        "linked": linked,
        "line": line_for(request, preview),
        "permission": way_of(request, preview),
        "written": {},
    }
    return shown(request, preview) | more


def _cancelled(resource: CourseResource, request: Request) -> Any:
    """Count that a confirmation was cancelled, and go on to the course, so that reloading it is not counted again."""
    if is_from_here(request, request.registry.site.public_url):
        count(request, Kind.CANCELLED)
    return HTTPSeeOther(request.route_path("course", course_id=str(resource.course_id)))


def shown(request: Request, preview: Preview, verdict: Verdict | None = None) -> dict[str, Any]:
    """Return what the pages about a course and the way into it show of it, and of the verdict given or the present."""
    return {
        "course": preview.course,
        "mine": share_of_viewer(request, _as_left(preview), preview.attempt.record),
        "enrollment": preview.enrollment,
        "verdict": told(verdict or preview.verdict, preview.course.id, request),
        "button": button_for(preview.verdict, request.campus),
        "alternatives": request.application.find_sections.instead_of(preview, request.identity),
        "key": new_key() if request.identity else "",  # which nobody else could use
        "clicked": "",
        "faults": {},
    }


def _as_left(preview: Preview) -> Course:
    """Return the course as those who wait leave it, of whom none takes another seat."""
    return replace(preview.attempt.course or preview.course, waiting=0)
