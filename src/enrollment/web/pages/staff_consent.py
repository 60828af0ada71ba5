"""Requests for consent, for staff: the queue, and the decision."""

from typing import Any

from pyramid.renderers import render_to_response
from pyramid.view import view_config

from enrollment.application.ask_consent import LONGEST_NOTE
from enrollment.application.decide_consent import Decision
from enrollment.domain.identifiers import ConsentRequestId
from enrollment.domain.permission_errors import ConsentRequestUnknown
from enrollment.domain.users import Permission
from enrollment.web.consent_queue import else_against
from enrollment.web.pages.fields import Fields
from enrollment.web.parameters import form_of, query_of
from enrollment.web.redirects import see_other
from enrollment.web.request import Request
from enrollment.web.resources import ConsentRequestResource, read_id

ON_A_PAGE = 10  # each has a verdict of its own
DECISION = "enrollment.web:templates/staff_consent_decision.jinja2"
MANAGE = Permission.MANAGE_PERMITS.value


@view_config(
    route_name="staff.consent",
    request_method="GET",
    permission=MANAGE,
    renderer="enrollment.web:templates/staff_consent.jinja2",
)
def queue(context: Any, request: Request) -> dict[str, Any]:
    """Show a page of what waits, the oldest first, and what has just been decided."""
    query = query_of(request)
    page = Fields(query).number("page", most=10_000, default=1)
    waiting, total = request.application.consent_requests.undecided(ON_A_PAGE, (page - 1) * ON_A_PAGE)
    return {
        "waiting": [(asked, else_against(request, asked)) for asked in waiting],
        "total": total,
        "page": page,
        "pages": max(1, -(-total // ON_A_PAGE)),
        "decision": _decision(request, query.get("decided", "")),
    }


@view_config(route_name="staff.consent.decide", request_method="GET", permission=MANAGE, renderer=DECISION)
def confirm(resource: ConsentRequestResource, request: Request) -> Any:
    """Show the request, and ask for the decision; or tell what was decided before."""
    return _shown(resource, request)


@view_config(route_name="staff.consent.decide", request_method="POST", permission=MANAGE)
def decide(resource: ConsentRequestResource, request: Request) -> Any:
    """Decide, and go back to the queue, which tells what was decided and by whom."""
    assert request.identity is not None
    fields = Fields(form_of(request))
    answer, decision = fields.prose("answer", longest=LONGEST_NOTE), fields.text("decision")
    if decision not in ("approve", "decline"):
        fields.faults["decision"] = "Choose whether to approve or to decline."
    if fields.faults:
        seen = _shown(resource, request) | {"faults": fields.faults, "written": form_of(request)}
        request.response.status_int = 422
        return render_to_response(DECISION, seen, request=request, response=request.response)
    request.application.decide_consent(
        request.identity, resource.request_id, approved=decision == "approve", answer=answer, origin=request.origin
    )
    return see_other(request.route_path("staff.consent", _query={"decided": str(resource.request_id)}))


def _shown(resource: ConsentRequestResource, request: Request) -> dict[str, Any]:
    asked = request.application.consent_requests.find(resource.request_id)
    if asked is None:
        raise ConsentRequestUnknown
    is_decided = asked.request.decided_at is not None
    return {
        "asked": asked,
        "against": () if is_decided else else_against(request, asked),
        "decision": request.application.decide_consent.decided(resource.request_id) if is_decided else None,
        "faults": {},
        "written": {},
    }


def _decision(request: Request, text: str) -> Decision | None:
    """Return the decision on the request that the address names; None where it names none, or an undecided one."""
    request_id = read_id(text)
    if request_id is None or request.application.consent_requests.find(ConsentRequestId(request_id)) is None:
        return None
    decision = request.application.decide_consent.decided(ConsentRequestId(request_id))
    return decision if decision.request.decided_at else None
