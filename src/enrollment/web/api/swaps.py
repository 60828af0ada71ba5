"""Giving up a seat for another: both at once, or neither."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field
from pyramid.view import view_config

from enrollment.application.swap_enrollment import MOST_SWAPPED, Swap
from enrollment.domain.identifiers import CourseId, EnrollmentId
from enrollment.web.api.enrollment_shapes import TakenShape
from enrollment.web.api.exchange import Asked
from enrollment.web.api.refusals import refusal_of
from enrollment.web.api.waitlist import IdText, shown
from enrollment.web.api.waitlist_shapes import EntryShape
from enrollment.web.problems import answer
from enrollment.web.request import Request
from enrollment.web.security import SIGNED_IN

Some = IdText | Annotated[list[IdText], Field(min_length=1, max_length=MOST_SWAPPED)]


class SwapAsked(Asked):
    """The enrollment to give up and the course wanted for it; lists where sections are taken together.

    ``if_full``: whether to be refused, or to wait with the old seat kept until the new one is had.
    """

    drop: Some
    add: Some
    if_full: Literal["refuse", "wait"] = "refuse"


@view_config(
    route_name="api.v1.swaps",
    request_method="POST",
    permission=SIGNED_IN,
    body=SwapAsked,
    key="required",
    answer=TakenShape,
    status=201,
    also={EntryShape: 202},
    problems=(400, 403, 404, 409),
)
def swap(context: Any, request: Request) -> Any:
    """Swap: the new enrollment (201), or the place in line where it waits (202), or every reason why not.

    A refusal is returned, not raised, so that its receipt is kept.
    """
    assert request.identity is not None
    asked: SwapAsked = request.asked
    wanted = Swap(
        drop=tuple(dict.fromkeys(EnrollmentId(UUID(one)) for one in _listed(asked.drop))),
        add=tuple(dict.fromkeys(CourseId(UUID(one)) for one in _listed(asked.add))),
        waits=asked.if_full == "wait",
    )
    done = request.application.swap_enrollment(request.identity.id, wanted, key=request.key, origin=request.origin)
    if done.entry:
        request.response.location = request.route_path("api.v1.waitlist", entry_id=str(done.entry.id))
        return shown(request, request.identity.id, done.entry.id, done.receipts[0].id)
    enrollments = [receipt.enrollment for receipt in done.receipts if receipt.enrollment]
    if not enrollments:
        return answer(refusal_of(done.receipts, request), request.path)
    enrollment_id = str(enrollments[0].id)
    request.response.location = request.route_path("api.v1.enrollment", enrollment_id=enrollment_id)
    return TakenShape.of_all(enrollments, done.receipts[0].id)


def _listed(given: str | list[str]) -> list[str]:
    return [given] if isinstance(given, str) else given
