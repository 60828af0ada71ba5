"""My schedule: the seats held, the week they make, and those given up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pyramid.view import view_config

from enrollment.domain.catalog import Course
from enrollment.domain.deliveries import Delivery, in_trouble
from enrollment.domain.identifiers import EnrollmentId, ReceiptId
from enrollment.domain.receipts import Action, Receipt
from enrollment.ports.enrollments import Scheduled
from enrollment.web.pages.remedies import anchor_of
from enrollment.web.pages.timetables import timetables
from enrollment.web.parameters import query_of
from enrollment.web.request import Request
from enrollment.web.resources import read_id
from enrollment.web.security import SIGNED_IN


@dataclass(frozen=True, slots=True)
class News:
    """What the receipt in the address tells: the action, the course, and whether the seat is still held."""

    action: Action
    course: Course
    holds: bool


@view_config(
    route_name="me", request_method="GET", permission=SIGNED_IN, renderer="enrollment.web:templates/schedule.jinja2"
)
def my_schedule(context: Any, request: Request) -> dict[str, Any]:
    """Show the student's enrollments, and what has just been decided."""
    assert request.identity is not None
    scheduled = request.application.enrollments.of(request.identity.id)
    live = [item for item in scheduled if item.enrollment.is_live]
    return {
        "live": live,
        "past": [item for item in scheduled if not item.enrollment.is_live],
        "anchor_of": anchor_of,
        "timetables": timetables([item.course for item in live]),
        "news": _news(_receipt(request), scheduled),
        "mails": _mails_in_trouble(request) if scheduled else {},
    }


def _mails_in_trouble(request: Request) -> Mapping[EnrollmentId, Delivery]:
    assert request.identity is not None
    application = request.application
    return in_trouble(application.deliveries.of(request.identity.id), application.clock.now())


def _receipt(request: Request) -> Receipt | None:
    """Return the receipt the address names, whosever it is; what is no id is passed over."""
    receipt_id = read_id(query_of(request).get("receipt", ""))
    return request.application.enrollments.receipt(ReceiptId(receipt_id)) if receipt_id else None


def _news(receipt: Receipt | None, scheduled: Iterable[Scheduled]) -> News | None:
    """Return what the receipt tells of one of the student's own enrollments; of anybody else's it tells nothing."""
    if receipt is None or receipt.enrollment is None:
        return None
    for item in scheduled:
        if item.enrollment.id == receipt.enrollment.id:
            return News(receipt.action, item.course, item.enrollment.is_live)
    return None
