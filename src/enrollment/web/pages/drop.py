"""Dropping a course: the confirmation, and the act."""

from typing import Any

from pyramid.renderers import render_to_response
from pyramid.view import view_config

from enrollment.web.pages.fields import Fields
from enrollment.web.pages.submission import new_key, read_key
from enrollment.web.parameters import form_of
from enrollment.web.redirects import see_other
from enrollment.web.request import Request
from enrollment.web.resources import EnrollmentResource
from enrollment.web.security import SIGNED_IN

CONFIRMATION = "enrollment.web:templates/drop.jinja2"


@view_config(route_name="enrollment.drop", request_method="GET", permission=SIGNED_IN, renderer=CONFIRMATION)
def confirm(resource: EnrollmentResource, request: Request) -> dict[str, Any]:
    """Show what is lost, and ask; or tell why it cannot be, or that the enrollment has ended already."""
    return _shown(resource, request, {})


@view_config(route_name="enrollment.drop", request_method="POST", permission=SIGNED_IN)
def drop(resource: EnrollmentResource, request: Request) -> Any:
    """Drop the course, and go to the student's schedule; or say why not. What has ended already is only shown.

    A refusal is returned, not raised, so that its receipt is kept.
    """
    assert request.identity is not None
    fields = Fields(form_of(request))
    key = request.key = read_key(fields, "enrollment.drop", resource.enrollment_id)
    if key is None:
        return _stays(resource, request, 422, fields.faults)
    receipt = request.application.drop_enrollment(
        request.identity.id, resource.enrollment_id, key=key, origin=request.origin
    )
    if receipt.enrollment is None:
        return _stays(resource, request, 409, {})
    if receipt.enrollment.ended_at == receipt.at:
        return see_other(request.route_path("me", _query={"receipt": str(receipt.id)}))
    return see_other(request.route_path("enrollment.drop", enrollment_id=str(resource.enrollment_id)))


def _stays(resource: EnrollmentResource, request: Request, status: int, faults: dict[str, str]) -> Any:
    seen = _shown(resource, request, faults)
    request.response.status_int = status
    return render_to_response(CONFIRMATION, seen, request=request, response=request.response)


def _shown(resource: EnrollmentResource, request: Request, faults: dict[str, str]) -> dict[str, Any]:
    """Return what the page shows. Raises EnrollmentUnknown for anybody else's, staff included: one drops one's own."""
    assert request.identity is not None
    seen = request.application.drop_enrollment.outlook(request.identity.id, resource.enrollment_id)
    return {
        "course": seen.course,
        "enrollment": seen.enrollment,
        "reason": seen.reason,
        "key": new_key(),
        "faults": faults,
    }
