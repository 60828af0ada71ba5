"""Where a list goes on, as a parameter of a request."""

from enrollment.web.api.exchange import invalid
from enrollment.web.cursors import read_cursor
from enrollment.web.problems import Fault
from enrollment.web.request import Request


def place_of(kind: str, cursor: str | None, request: Request) -> str | None:
    """Return the place in a list of that kind; None: its beginning. Raises Unacceptable for no cursor of ours."""
    if cursor is None:
        return None
    place = read_cursor(kind, cursor, request.registry.site.session_secret)
    if place is None:
        raise invalid([Fault(pointer="#/cursor", detail="This is no cursor of ours.", code="invalid-member")])
    return place
