"""The forms on a course's page with which a student asks for consent, or brings a permit code."""

from typing import Any

from pyramid.renderers import render_to_response
from pyramid.security import NO_PERMISSION_REQUIRED
from pyramid.view import view_config

from enrollment.application.ask_consent import LONGEST_NOTE
from enrollment.domain.users import Permission
from enrollment.web.pages.course import course_page
from enrollment.web.pages.fields import Fields
from enrollment.web.pages.remedies import PERMIT
from enrollment.web.parameters import form_of
from enrollment.web.permit_attempts import WRONG, redeemed
from enrollment.web.redirects import see_other
from enrollment.web.request import Request
from enrollment.web.resources import CourseResource

COURSE = "enrollment.web:templates/course.jinja2"


@view_config(route_name="course.consent", request_method="POST", permission=Permission.ENROLL.value)
def ask(resource: CourseResource, request: Request) -> Any:
    """Ask for consent, and go back to the course, which says since when the request waits."""
    assert request.identity is not None
    fields = Fields(form_of(request))
    note = fields.prose("note", longest=LONGEST_NOTE)
    if fields.faults:
        return _course(resource, request, fields)
    request.application.ask_consent(request.identity.id, resource.course_id, note=note, origin=request.origin)
    return _back(resource, request)


@view_config(route_name="course.permit", request_method="POST", permission=Permission.ENROLL.value)
def bring(resource: CourseResource, request: Request) -> Any:
    """Bring a code, and go back to the course, where the permit counts; or say that it is no use.

    That is returned, not raised, so that the attempt is kept.
    """
    fields = Fields(form_of(request))
    code = fields.text("code")
    if not code and not fields.faults:
        fields.faults["code"] = "Enter the code you were given."
    if not fields.faults and redeemed(request, resource.course_id, code):
        return _back(resource, request)
    fields.faults.setdefault("code", WRONG)
    return _course(resource, request, fields)


@view_config(route_name="course.consent", request_method="GET", permission=NO_PERMISSION_REQUIRED)
@view_config(route_name="course.permit", request_method="GET", permission=NO_PERMISSION_REQUIRED)
def lead_back(resource: CourseResource, request: Request) -> Any:
    """Lead whoever had to sign in before the form was taken back to the course, where the form is."""
    return _back(resource, request)


def _back(resource: CourseResource, request: Request) -> Any:
    return see_other(request.route_path("course", course_id=str(resource.course_id), _anchor=PERMIT))


def _course(resource: CourseResource, request: Request, fields: Fields) -> Any:
    """Return the course's page, saying what is wrong in the form, which keeps what was written."""
    seen = course_page(request, request.application.preview_enrollment(request.identity, resource.course_id))
    written = {name: form_of(request).get(name, "") for name in ("note", "code")}
    request.response.status_int = 422
    told = seen | {"faults": fields.faults, "written": written}
    return render_to_response(COURSE, told, request=request, response=request.response)
