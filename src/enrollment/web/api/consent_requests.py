"""Requests for consent, for staff: the queue, and the decision."""

from typing import Annotated, Any

from pydantic import Field
from pyramid.view import view_config

from enrollment.application.ask_consent import LONGEST_NOTE
from enrollment.application.decide_consent import Decision
from enrollment.domain.reasons import Category
from enrollment.domain.users import Permission
from enrollment.domain.wording import instant_in_words
from enrollment.ports import consent_requests as port
from enrollment.web.api.exchange import Asked, Number
from enrollment.web.api.paging import place_of
from enrollment.web.api.permission_shapes import RequestShape, WaitingShape
from enrollment.web.api.shapes import Answer, Seats, reasons
from enrollment.web.api.texts import Text
from enrollment.web.consent_queue import else_against
from enrollment.web.cursors import write_cursor
from enrollment.web.problems import Problem, answer
from enrollment.web.request import Request
from enrollment.web.resources import ConsentRequestResource

MANAGE = Permission.MANAGE_PERMITS.value


class QueueQuery(Asked):
    """Which part of the queue."""

    limit: Number = Field(10, ge=1, le=25)
    cursor: str | None = Field(None, max_length=500, description="The ``next`` of the page before.")


class Queue(Answer):
    """Requests that wait, the oldest first; ``total`` counts all, ``next`` is null on the last page."""

    items: list[WaitingShape]
    next: str | None
    total: Seats


class DecisionAsked(Asked):
    """Whether it is approved, and what the student is told along with it."""

    approved: bool
    answer: Annotated[Text, Field(max_length=LONGEST_NOTE)] = ""


@view_config(
    route_name="api.v1.consent-requests",
    request_method="GET",
    permission=MANAGE,
    query=QueueQuery,
    answer=Queue,
    problems=(403,),
)
def queue(context: Any, request: Request) -> Queue:
    """List the requests that wait, with what else stands against each."""
    asked: QueueQuery = request.asked
    secret = request.registry.site.session_secret
    start = int(place_of("consent", asked.cursor, request) or 0)
    found, total = request.application.consent_requests.undecided(asked.limit, start)
    end = start + len(found)
    return Queue(
        items=[_waiting(one, request) for one in found],
        next=write_cursor("consent", str(end), secret) if end < total else None,
        total=total,
    )


@view_config(
    route_name="api.v1.consent-decision",
    request_method="POST",
    permission=MANAGE,
    body=DecisionAsked,
    answer=RequestShape,
    problems=(403, 404, 409),
)
def decide(resource: ConsentRequestResource, request: Request) -> Any:
    """Approve or decline, once. The same decision of the same caller again changes nothing; any other is refused."""
    assert request.identity is not None
    asked: DecisionAsked = request.asked
    decision = request.application.decide_consent(
        request.identity,
        resource.request_id,
        approved=asked.approved,
        answer=asked.answer.strip(),
        origin=request.origin,
    )
    made = decision.request
    if not decision.is_new and (made.approved, made.decided_by) != (asked.approved, request.identity.id):
        return answer(_decided_already(decision, request), request.path)
    return RequestShape.of(made)


def _waiting(one: port.Asked, request: Request) -> WaitingShape:
    return WaitingShape.waiting(one, reasons(else_against(request, one), one.course.id, request))


def _decided_already(decision: Decision, request: Request) -> Problem:
    made = decision.request
    by = decision.by.name if decision.by else "somebody else"
    when = instant_in_words(made.decided_at, request.campus) if made.decided_at else ""
    detail = f"It was {'approved' if made.approved else 'declined'} by {by} on {when}."
    members = {"decision": RequestShape.of(made).model_dump()}
    return Problem(status=409, code="decided-already", detail=detail, category=Category.BUSINESS, members=members)
