"""Enrolling: the confirmation, and the decision."""

from dataclasses import replace
from typing import Any

from pyramid.renderers import render_to_response
from pyramid.view import view_config

from enrollment.domain.errors import CourseUnknown
from enrollment.domain.measures import Kind
from enrollment.domain.reasons import AuthRequired, CourseNotFound
from enrollment.domain.verdict import Verdict
from enrollment.web.errors import page_of, sign_in_first
from enrollment.web.measuring import CLICKED, clicked_at, count, stamp
from enrollment.web.pages.course import shown
from enrollment.web.pages.fields import Fields
from enrollment.web.pages.submission import FIELD, read_key
from enrollment.web.parameters import form_of
from enrollment.web.problems import problem_of
from enrollment.web.redirects import see_other
from enrollment.web.request import Request
from enrollment.web.resources import CourseResource
from enrollment.web.security import SIGNED_IN

CONFIRMATION = "enrollment.web:templates/confirm.jinja2"
REFUSAL = "enrollment.web:templates/refused.jinja2"


@view_config(route_name="course.enroll", request_method="GET", permission=SIGNED_IN, renderer=CONFIRMATION)
def confirm(resource: CourseResource, request: Request) -> dict[str, Any]:
    """Show what will happen and ask for consent, or show why it cannot."""
    preview = request.application.preview_enrollment(request.identity, resource.course_id)
    count(request, Kind.CLICK, *([Kind.SHOWN] if preview.verdict.allowed else []))
    return shown(request, preview) | {"clicked": stamp(request)}


@view_config(route_name="course.enroll", request_method="POST", permission=SIGNED_IN)
def enroll(resource: CourseResource, request: Request) -> Any:
    """Enroll, and go to the student's schedule; or stay and say why not.

    Every answer is returned, none raised, so that what the attempt left on record is kept.
    """
    assert request.identity is not None
    fields = Fields(form_of(request))
    key = request.key = read_key(fields, "course.enroll", resource.course_id)
    if not fields.is_ticked("consent"):
        fields.faults["consent"] = "Your consent is missing: press Confirm if you want the seat."
    if key is None or fields.faults:
        return _incomplete(resource, request, fields)
    origin = replace(request.origin, clicked_at=clicked_at(request))
    receipt = request.application.enroll_student(request.identity.id, resource.course_id, key=key, origin=origin)
    if receipt.enrollment:
        return see_other(request.route_path("me", _query={"receipt": str(receipt.id)}))
    return _refused(resource, request, receipt.verdict)


def _incomplete(resource: CourseResource, request: Request, fields: Fields) -> Any:
    seen = shown(request, request.application.preview_enrollment(request.identity, resource.course_id))
    seen["faults"] = fields.faults
    seen["clicked"] = form_of(request)[CLICKED] if clicked_at(request) else stamp(request)
    if FIELD not in fields.faults:
        seen["key"] = fields.raw(FIELD, longest=200)
    request.response.status_int = 422
    return render_to_response(CONFIRMATION, seen, request=request, response=request.response)


def _refused(resource: CourseResource, request: Request, verdict: Verdict) -> Any:
    if verdict.has(CourseNotFound):
        return page_of(problem_of(CourseUnknown()), request)
    if verdict.has(AuthRequired):
        return sign_in_first(request)
    seen = shown(request, request.application.preview_enrollment(request.identity, resource.course_id), verdict)
    request.response.status_int = 409
    return render_to_response(REFUSAL, seen, request=request, response=request.response)
