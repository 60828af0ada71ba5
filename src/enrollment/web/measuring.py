"""What is measured on the pages. Nothing of it is about anybody: a kind, a class of device, a day, and how often.

Without JavaScript the addresses asked for tell everything; the dialog, which asks for none, sends a word instead.
"""

import hmac
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from limits import RateLimitItemPerMinute
from pyramid.httpexceptions import HTTPNoContent
from pyramid.security import NO_PERMISSION_REQUIRED
from pyramid.view import view_config

from enrollment.domain.devices import Device, device_of
from enrollment.domain.measures import Kind, Measure
from enrollment.web.csrf import is_from_here
from enrollment.web.limits import Policy, peer_of
from enrollment.web.parameters import form_of
from enrollment.web.request import Request

# What the dialog may tell, and what it counts as.
WORDS: Mapping[str, tuple[Kind, ...]] = {
    "opened": (Kind.CLICK, Kind.SHOWN),
    "cancelled": (Kind.CANCELLED,),
}
LIMIT = Policy("measures", RateLimitItemPerMinute(6000))  # a whole campus may share one address
CLICKED = "clicked"
_STAMP = re.compile(r"([0-9a-f]{1,13})\.([0-9a-f]{64})", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)


def count(request: Request, *kinds: Kind) -> None:
    """Count what somebody does on a page: a person, that is, who sees what is answered."""
    device = device_of(request.headers.get("User-Agent", ""))
    if device is not Device.PROGRAM and request.method != "HEAD" and not _is_prefetched(request):
        now = request.application.clock.now()
        day = now.astimezone(request.campus).date()
        request.registry.site.analytics.count([Measure(kind=kind, device=device, day=day, at=now) for kind in kinds])


def _is_prefetched(request: Request) -> bool:
    return any("prefetch" in request.headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Moz"))


def stamp(request: Request) -> str:
    """Return the present instant for a form to carry, signed: it comes back as it went, or counts for nothing."""
    since = (request.application.clock.now() - _EPOCH) // _MS
    return f"{since:x}.{_signature(request, f'{since:x}')}"


def clicked_at(request: Request) -> datetime | None:
    """Return the instant the form carries; None where it carries none of ours."""
    read = _STAMP.fullmatch(form_of(request).get(CLICKED, ""))
    if read is None or not hmac.compare_digest(read[2], _signature(request, read[1])):
        return None
    return _EPOCH + int(read[1], 16) * _MS


def _signature(request: Request, text: str) -> str:
    secret = request.registry.site.session_secret.encode()
    return hmac.new(secret, f"clicked:{text}".encode(), sha256).hexdigest()


@view_config(route_name="measures", request_method="POST", permission=NO_PERMISSION_REQUIRED, require_csrf=False)
def note(context: Any, request: Request) -> Any:
    """Count what the dialog tells, and stamp the click. It is always answered the same: nobody waits for it."""
    answer = HTTPNoContent()
    word = form_of(request).get("what", "")
    if word in WORDS and is_from_here(request, request.registry.site.public_url):
        if request.registry.limits.allows(LIMIT, peer_of(request)):
            count(request, *WORDS[word])
        if word == "opened":
            answer.headers["Clicked"] = stamp(request)
    return answer
