"""What staff see of the mail: what has not arrived, what nobody could handle, and a button to send it again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pyramid.view import view_config

from enrollment.domain.deliveries import Delivery, DeliveryState
from enrollment.domain.errors import MessageUnknown
from enrollment.domain.identifiers import MessageId
from enrollment.domain.notices import NoticeKind
from enrollment.domain.users import Permission
from enrollment.ports.deliveries import Listed
from enrollment.ports.inbox import Parked
from enrollment.web.pages.fields import Fields
from enrollment.web.parameters import form_of, query_of
from enrollment.web.redirects import see_other
from enrollment.web.request import Request
from enrollment.web.resources import MessageResource, read_id

ON_A_PAGE = 25
PARKED = "parked"
UNDELIVERED = "undelivered"
STATES: Mapping[str, tuple[DeliveryState, ...]] = {
    UNDELIVERED: (DeliveryState.WAITING, DeliveryState.BOUNCED, DeliveryState.EXPIRED),
    "accepted": (DeliveryState.ACCEPTED,),
    PARKED: (),
}
LABELS = {UNDELIVERED: "Not delivered", "accepted": "Accepted", PARKED: "Parked messages"}
NOTICES = {NoticeKind.ENROLLED: "Confirmation of enrollment", NoticeKind.DROPPED: "Note of a drop"}
CONSUMERS = {"mail": "Mail", "analytics": "Analytics"}


@dataclass(frozen=True, slots=True)
class Tab:
    """One of the lists: what it is called, how much is in it, where it is, and whether it is this one."""

    label: str
    count: int
    address: str
    is_here: bool


@view_config(
    route_name="staff.mail",
    request_method="GET",
    permission=Permission.MANAGE_MESSAGES.value,
    renderer="enrollment.web:templates/staff_mail.jinja2",
)
def mails(context: Any, request: Request) -> dict[str, Any]:
    """Show a page of one of the lists, and what has just been sent again."""
    query = query_of(request)
    show = _read_show(query)
    is_parked = show == PARKED
    listed = [] if is_parked else _mails(request, show, query)
    parked = _parked(request, query) if is_parked else []
    return {
        "tabs": _tabs(request, show),
        "show": show,
        "mails": listed[:ON_A_PAGE],
        "parked": parked[:ON_A_PAGE],
        "next": _next(request, show, query, listed, parked),
        "is_first": "after" not in query and "page" not in query,
        "again": _again(request, query.get("again", "")),
        "now": request.application.clock.now(),
        "NOTICES": NOTICES,
        "CONSUMERS": CONSUMERS,
    }


@view_config(route_name="staff.mail.resend", request_method="POST", permission=Permission.MANAGE_MESSAGES.value)
def resend(resource: MessageResource, request: Request) -> Any:
    """Send it again, and go back to the list, which tells what became of it. Raises MessageUnknown."""
    show = _read_show(form_of(request))
    sent = request.application.resend_message(resource.message_id)
    if not sent and request.application.deliveries.find(resource.message_id) is None:
        raise MessageUnknown
    return see_other(_address(request, show, again=PARKED if show == PARKED else str(resource.message_id)))


def _read_show(given: Mapping[str, str]) -> str:
    show = given.get("show", "")
    return show if show in STATES else UNDELIVERED


def _mails(request: Request, show: str, query: Mapping[str, str]) -> Sequence[Listed]:
    after = read_id(query.get("after", ""))
    return request.application.deliveries.listed(STATES[show], ON_A_PAGE + 1, MessageId(after) if after else None)


def _parked(request: Request, query: Mapping[str, str]) -> Sequence[Parked]:
    return request.application.inbox.parked(ON_A_PAGE + 1, (_page(query) - 1) * ON_A_PAGE)


def _page(query: Mapping[str, str]) -> int:
    return Fields(query).number("page", most=10_000, default=1)


def _next(
    request: Request, show: str, query: Mapping[str, str], listed: Sequence[Listed], parked: Sequence[Parked]
) -> str | None:
    """Return the address of the next page; None on the last."""
    if len(listed) > ON_A_PAGE:
        return _address(request, show, after=str(listed[ON_A_PAGE - 1].delivery.id))
    if len(parked) > ON_A_PAGE:
        return _address(request, show, page=str(_page(query) + 1))
    return None


def _tabs(request: Request, show: str) -> Sequence[Tab]:
    by_state = request.application.deliveries.counts()
    counts = {name: sum(by_state[state] for state in states) for name, states in STATES.items()}
    counts[PARKED] = request.application.inbox.count_parked()
    return [Tab(LABELS[name], counts[name], _address(request, name), name == show) for name in STATES]


def _address(request: Request, show: str, **more: str) -> str:
    return request.route_path("staff.mail", _query=({} if show == UNDELIVERED else {"show": show}) | more)


def _again(request: Request, text: str) -> Delivery | str | None:
    """Return the mail that was sent again as it stands now, or that it was a parked message; None: nothing was."""
    if text == PARKED:
        return text
    message_id = read_id(text)
    return request.application.deliveries.find(MessageId(message_id)) if message_id else None
