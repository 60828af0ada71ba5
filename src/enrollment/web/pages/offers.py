"""Taking a seat that is offered, or doing without."""

from typing import Any

from pyramid.renderers import render_to_response
from pyramid.view import view_config

from enrollment.domain.waitlist_errors import OfferUnknown
from enrollment.web.pages.fields import Fields
from enrollment.web.pages.plan_submission import INCOMPLETE
from enrollment.web.pages.submission import new_key, read_key
from enrollment.web.pages.verdicts import told
from enrollment.web.parameters import form_of
from enrollment.web.problems import Unacceptable
from enrollment.web.redirects import see_other
from enrollment.web.request import Request
from enrollment.web.resources import EntryResource
from enrollment.web.security import SIGNED_IN

REFUSAL = "enrollment.web:templates/offer_refused.jinja2"


@view_config(route_name="offer.accept", request_method="POST", permission=SIGNED_IN)
def accept(resource: EntryResource, request: Request) -> Any:
    """Accept, and go to the student's schedule; or say why not, and until when it can be tried again.

    A refusal is returned, not raised, so that its receipt is kept.
    """
    assert request.identity is not None
    key = request.key = read_key(Fields(form_of(request)), "offer.accept", resource.entry_id)
    if key is None:
        raise Unacceptable(INCOMPLETE)
    receipt, *_ = request.application.accept_offer(
        request.identity.id, resource.entry_id, key=key, origin=request.origin
    )
    if receipt.enrollment:
        return see_other(request.route_path("me", _query={"receipt": str(receipt.id)}))
    request.response.status_int = 409
    seen = {
        "course": request.application.catalog.find(receipt.course_id),
        "entry": request.application.waitlists.find(resource.entry_id),
        "verdict": told(receipt.verdict, receipt.course_id, request),
    }
    return render_to_response(REFUSAL, seen, request=request, response=request.response)


@view_config(
    route_name="offer.decline",
    request_method="GET",
    permission=SIGNED_IN,
    renderer="enrollment.web:templates/decline.jinja2",
)
def confirm(resource: EntryResource, request: Request) -> dict[str, Any]:
    """Show what is lost, and ask. Raises EntryUnknown and OfferUnknown for what is not offered."""
    assert request.identity is not None
    standing = request.application.read_standing.one(request.identity.id, resource.entry_id)
    if not standing.waiting.courses or standing.waiting.entry.is_waiting:
        raise OfferUnknown
    return {"standing": standing, "key": new_key()}


@view_config(route_name="offer.decline", request_method="POST", permission=SIGNED_IN)
def decline(resource: EntryResource, request: Request) -> Any:
    """Decline, and go to the student's schedule."""
    assert request.identity is not None
    key = request.key = read_key(Fields(form_of(request)), "offer.decline", resource.entry_id)
    if key is None:
        raise Unacceptable(INCOMPLETE)
    receipt, *_ = request.application.decline_offer(
        request.identity.id, resource.entry_id, key=key, origin=request.origin
    )
    return see_other(request.route_path("me", _query={"receipt": str(receipt.id)}))
