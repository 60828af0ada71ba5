"""Dropping a course: the confirmation, the act, and having the seat back."""

from collections.abc import Sequence
from typing import Any

from pyramid.renderers import render_to_response
from pyramid.view import view_config

from enrollment.domain.enrollments import EnrollmentStatus
from enrollment.domain.identifiers import EnrollmentId
from enrollment.domain.reasons import NeededBy
from enrollment.domain.wording.lines import ends_as
from enrollment.web.pages.fields import Fields
from enrollment.web.pages.plan_submission import INCOMPLETE
from enrollment.web.pages.submission import new_key, read_key
from enrollment.web.pages.verdicts import told
from enrollment.web.parameters import form_of, query_of
from enrollment.web.problems import Unacceptable
from enrollment.web.redirects import see_other
from enrollment.web.request import Request
from enrollment.web.resources import EnrollmentResource, read_id
from enrollment.web.security import SIGNED_IN

CONFIRMATION = "enrollment.web:templates/drop.jinja2"
NOT_UNDONE = "enrollment.web:templates/not_undone.jinja2"
MOST_ALONG = 9


@view_config(route_name="enrollment.drop", request_method="GET", permission=SIGNED_IN, renderer=CONFIRMATION)
def confirm(resource: EnrollmentResource, request: Request) -> dict[str, Any]:
    """Show what is lost, and ask; or tell why it cannot be, or that the enrollment has ended already."""
    return _shown(resource, request, _along(query_of(request).get("along", "")), {})


@view_config(route_name="enrollment.drop", request_method="POST", permission=SIGNED_IN)
def drop(resource: EnrollmentResource, request: Request) -> Any:
    """Drop the course, and go to the student's schedule; or say why not. What has ended already is only shown.

    A refusal is returned, not raised, so that its receipt is kept.
    """
    assert request.identity is not None
    fields = Fields(form_of(request))
    along = _along(fields.raw("along", longest=400))
    key = request.key = read_key(fields, "enrollment.drop", (resource.enrollment_id, *along))
    if key is None:
        return _stays(resource, request, along, 422, fields.faults)
    receipt = request.application.drop_enrollment(
        request.identity.id, resource.enrollment_id, along=along, key=key, origin=request.origin
    )
    if receipt.enrollment is None:
        return _stays(resource, request, along, 409, {})
    if receipt.enrollment.ended_at == receipt.at:
        return see_other(request.route_path("me", _query={"receipt": str(receipt.id)}))
    return see_other(request.route_path("enrollment.drop", enrollment_id=str(resource.enrollment_id)))


@view_config(route_name="enrollment.undo", request_method="POST", permission=SIGNED_IN)
def undo(resource: EnrollmentResource, request: Request) -> Any:
    """Have the seat back, with all that was dropped in the same instant; or say why not.

    A refusal is returned, not raised, so that its receipt is kept.
    """
    assert request.identity is not None
    dropped = _dropped_together(request, resource.enrollment_id)
    key = request.key = read_key(Fields(form_of(request)), "enrollment.undo", resource.enrollment_id)
    if key is None:
        raise Unacceptable(INCOMPLETE)
    receipts = request.application.undo_drop(request.identity.id, dropped, key=key, origin=request.origin)
    if receipts[0].enrollment:
        return see_other(request.route_path("me", _query={"receipt": str(receipts[0].id)}))
    course_id = receipts[0].course_id
    request.response.status_int = 409
    seen = {
        "course": request.application.catalog.find(course_id),
        "verdict": told(receipts[0].verdict, course_id, request),
    }
    return render_to_response(NOT_UNDONE, seen, request=request, response=request.response)


def _dropped_together(request: Request, enrollment_id: EnrollmentId) -> Sequence[EnrollmentId]:
    """Return the enrollment, and those given up in the same instant."""
    assert request.identity is not None
    ended = [item.enrollment for item in request.application.enrollments.of(request.identity.id)]
    at = next((one.ended_at for one in ended if one.id == enrollment_id), None)
    others = [one.id for one in ended if at and one.ended_at == at and one.id != enrollment_id]
    return [enrollment_id, *others]


def _stays(
    resource: EnrollmentResource,
    request: Request,
    along: Sequence[EnrollmentId],
    status: int,
    faults: dict[str, str],
) -> Any:
    seen = _shown(resource, request, along, faults)
    request.response.status_int = status
    return render_to_response(CONFIRMATION, seen, request=request, response=request.response)


def _shown(
    resource: EnrollmentResource, request: Request, along: Sequence[EnrollmentId], faults: dict[str, str]
) -> dict[str, Any]:
    """Return what the page shows. Raises EnrollmentUnknown for anybody else's, staff included: one drops one's own."""
    assert request.identity is not None
    seen = request.application.drop_enrollment.outlook(request.identity, resource.enrollment_id, along)
    held = request.application.enrollments.of(request.identity.id, live_only=True)
    needing = [reason for reason in seen.verdict.reasons if isinstance(reason, NeededBy)]
    partners = {partner.course_id for reason in needing for partner in reason.partners}
    is_withdrawn = seen.status is EnrollmentStatus.WITHDRAWN
    until = seen.rules.dropping.withdrawn_until if is_withdrawn else seen.rules.dropping.deleted_until
    return {
        "course": seen.course,
        "enrollment": seen.enrollment,
        "verdict": told(seen.verdict, seen.course.id, request),
        "ends_as": ends_as(seen.status, until, request.campus),
        "along": [item for item in held if item.enrollment.id in along],
        "partners": [item for item in held if item.course.id in partners],
        "only_partners": len(needing) == len(seen.verdict.reasons),
        "key": new_key(),
        "faults": faults,
    }


def _along(text: str) -> Sequence[EnrollmentId]:
    """Return the ids in the list; what is none is passed over."""
    ids = (read_id(part) for part in text.split(",")[:MOST_ALONG])
    return [EnrollmentId(id_) for id_ in ids if id_]
