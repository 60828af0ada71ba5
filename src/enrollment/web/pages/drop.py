"""Dropping a course: the confirmation, and the act."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.renderers import render_to_response
from pyramid.view import view_config

from enrollment.domain.errors import EnrollmentUnknown
from enrollment.ports.enrollments import Scheduled
from enrollment.web.pages.fields import Fields
from enrollment.web.pages.submission import new_key, read_key
from enrollment.web.parameters import form_of
from enrollment.web.request import Request
from enrollment.web.resources import EnrollmentResource
from enrollment.web.security import SIGNED_IN

CONFIRMATION = "enrollment.web:templates/drop.jinja2"


@view_config(route_name="enrollment.drop", request_method="GET", permission=SIGNED_IN, renderer=CONFIRMATION)
def confirm(resource: EnrollmentResource, request: Request) -> dict[str, Any]:
    """Show what is lost, and ask; or tell that the enrollment has ended already."""
    return _shown(_own(resource, request), {})


@view_config(route_name="enrollment.drop", request_method="POST", permission=SIGNED_IN)
def drop(resource: EnrollmentResource, request: Request) -> Any:
    """Drop the course, and go to the student's schedule. What has ended already is only shown."""
    assert request.identity is not None
    fields = Fields(form_of(request))
    key = request.key = read_key(fields, "enrollment.drop", resource.enrollment_id)
    if key is None:
        request.response.status_int = 422
        seen = _shown(_own(resource, request), fields.faults)
        return render_to_response(CONFIRMATION, seen, request=request, response=request.response)
    receipt = request.application.drop_enrollment(
        request.identity.id, resource.enrollment_id, key=key, origin=request.origin
    )
    if receipt.enrollment and receipt.enrollment.ended_at == receipt.at:
        return HTTPSeeOther(request.route_path("me", _query={"receipt": str(receipt.id)}))
    return HTTPSeeOther(request.route_path("enrollment.drop", enrollment_id=str(resource.enrollment_id)))


def _own(resource: EnrollmentResource, request: Request) -> Scheduled:
    """Return the enrollment. Raises EnrollmentUnknown for anybody else's, staff included: one drops one's own."""
    scheduled = request.application.enrollments.find(resource.enrollment_id)
    if scheduled and request.identity and scheduled.enrollment.student_id == request.identity.id:
        return scheduled
    raise EnrollmentUnknown


def _shown(scheduled: Scheduled, faults: dict[str, str]) -> dict[str, Any]:
    return {"course": scheduled.course, "enrollment": scheduled.enrollment, "key": new_key(), "faults": faults}
