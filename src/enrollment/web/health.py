"""What operators and load balancers ask."""

from typing import Any

from pyramid.security import NO_PERMISSION_REQUIRED
from pyramid.view import view_config

from enrollment.domain.errors import Unavailable
from enrollment.web.api.shapes import Answer
from enrollment.web.request import Request


class Health(Answer):
    """How a process is."""

    status: str


@view_config(route_name="health.live", request_method="GET", permission=NO_PERMISSION_REQUIRED, answer=Health)
def live(context: Any, request: Request) -> Health:
    """Whether this process answers at all."""
    return Health(status="live")


@view_config(route_name="health.ready", request_method="GET", permission=NO_PERMISSION_REQUIRED, answer=Health)
def ready(context: Any, request: Request) -> Health:
    """Whether it can do its work: the record answers a small question."""
    try:
        request.application.outbox.waiting()
    except Exception as error:  # whatever keeps it from answering, others should be asked instead
        raise Unavailable from error
    return Health(status="ready")
