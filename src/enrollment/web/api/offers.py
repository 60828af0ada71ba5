"""Taking what is offered, or doing without."""

from typing import Any

from pyramid.view import view_config

from enrollment.web.api.enrollment_shapes import TakenShape
from enrollment.web.api.refusals import kept_seat
from enrollment.web.api.waitlist import shown
from enrollment.web.api.waitlist_shapes import EntryShape
from enrollment.web.problems import answer
from enrollment.web.request import Request
from enrollment.web.resources import EntryResource
from enrollment.web.security import SIGNED_IN


@view_config(
    route_name="api.v1.offer.acceptance",
    request_method="POST",
    permission=SIGNED_IN,
    key="optional",
    answer=TakenShape,
    status=201,
    problems=(400, 404, 409),
)
def accept(resource: EntryResource, request: Request) -> Any:
    """Accept the offer: the enrollment, or every reason why not. An offer of several seats is accepted as a whole.

    A refusal is returned, not raised, so that its receipt is kept; the offer stands until it expires.
    """
    assert request.identity is not None
    receipts = request.application.accept_offer(
        request.identity.id, resource.entry_id, key=request.key, origin=request.origin
    )
    enrollments = [receipt.enrollment for receipt in receipts if receipt.enrollment]
    if not enrollments:
        return answer(kept_seat(receipts[0], request), request.path)
    enrollment_id = str(enrollments[0].id)
    request.response.location = request.route_path("api.v1.enrollment", enrollment_id=enrollment_id)
    return TakenShape.of_all(enrollments, receipts[0].id)


@view_config(
    route_name="api.v1.offer.refusal",
    request_method="POST",
    permission=SIGNED_IN,
    key="optional",
    answer=EntryShape,
    problems=(400, 404),
)
def decline(resource: EntryResource, request: Request) -> EntryShape:
    """Decline the offer; the next in line gets the seat."""
    assert request.identity is not None
    receipts = request.application.decline_offer(
        request.identity.id, resource.entry_id, key=request.key, origin=request.origin
    )
    return shown(request, request.identity.id, resource.entry_id, receipts[0].id)
