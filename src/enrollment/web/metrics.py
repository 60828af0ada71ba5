"""What operators measure, for Prometheus. It is nobody else's business, and for them it is not there."""

import hmac
import os
import platform
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import version
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from pyramid.security import NO_PERMISSION_REQUIRED
from pyramid.view import view_config

from enrollment.application import Application
from enrollment.domain.errors import DomainError
from enrollment.web.exposition import CONTENT_TYPE, Family, Sample, exposed
from enrollment.web.problems import NOT_FOUND, Unacceptable
from enrollment.web.request import Request
from enrollment.web.traffic import UP_TO, Traffic

# Whoever adds one of these speaks for somebody else, wherever that is.
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via")


@view_config(route_name="metrics", request_method="GET", permission=NO_PERMISSION_REQUIRED)
def metrics(context: Any, request: Request) -> Any:
    """Show the numbers to a neighbour of this process, or to who has the token. Raises Unacceptable to all others."""
    if not (_has_token(request) or _is_neighbour(request)):
        raise Unacceptable(NOT_FOUND)
    families = [*_of_process(request.registry.traffic), *_of_record(request.application)]
    request.response.headers["Content-Type"] = CONTENT_TYPE
    request.response.headers["Cache-Control"] = "no-store"
    request.response.body = exposed(families).encode()
    return request.response


def _has_token(request: Request) -> bool:
    token = request.registry.site.metrics_token
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    is_right = hmac.compare_digest(given.strip().encode(), token.encode())
    return bool(token) and scheme.lower() == "bearer" and is_right


def _is_neighbour(request: Request) -> bool:
    """Whether the peer itself asks, from this machine or a private network, and not for others as a proxy does."""
    public = urlsplit(request.registry.site.public_url)
    if any(name in request.headers for name in _FORWARDED):
        return False
    if public.scheme == "https" and request.headers.get("Host") == public.netloc:
        return False  # in front of us somebody must have ended TLS, who forgot to say for whom
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        return False
    address = getattr(address, "ipv4_mapped", None) or address
    return address.is_loopback or address.is_private


def _of_process(traffic: Traffic) -> Iterator[Family]:
    """Yield what this process alone knows; ``process`` tells it from its siblings behind the same address."""
    process = str(os.getpid())
    samples = []
    for (route, status), answers in traffic.answers().items():
        labels = {"route": route, "status": str(status), "process": process}
        bounds = [*map(str, UP_TO), "+Inf"]
        samples += [
            Sample(count, labels | {"le": bound}, "_bucket")
            for bound, count in zip(bounds, answers.buckets, strict=True)
        ]
        samples += [Sample(answers.seconds, labels, "_sum"), Sample(answers.count, labels, "_count")]
    yield Family("enrollment_request_duration_seconds", "histogram", "Answers of this web process.", samples)
    build = {"version": version("enrollment"), "python": platform.python_version()}
    yield Family("enrollment_build_info", "gauge", "What is running.", [Sample(1, build)])


def _of_record(application: Application) -> Iterator[Family]:
    """Yield what is on record, which is the same whichever process tells it; nothing of it while it is out of reach."""
    try:
        families = list(_read(application))
    except DomainError:
        families = []
    yield Family("enrollment_record_up", "gauge", "Whether the record can be read.", [Sample(bool(families))])
    yield from families


def _read(application: Application) -> Iterator[Family]:
    now, outbox, deliveries = application.clock.now(), application.outbox, application.deliveries
    funnel = [
        Sample(times, {"kind": kind.value, "device": device.value, "reason": reason})
        for (kind, device, reason), times in sorted(application.measures.totals().items())
    ]
    yield Family("enrollment_funnel_total", "counter", "What students did on the way into a course.", funnel)
    yield _gauge("enrollment_outbox_waiting", "Messages not sent yet.", outbox.waiting())
    oldest = _age(outbox.oldest_waiting(), now)
    yield _gauge("enrollment_outbox_oldest_seconds", "Age of the oldest message not sent yet.", oldest)
    yield _gauge("enrollment_messages_parked", "Messages a consumer has given up on.", application.inbox.count_parked())
    states = [Sample(times, {"state": state.value}) for state, times in deliveries.counts().items()]
    yield Family("enrollment_deliveries", "gauge", "Mails, by where they stand.", states)
    oldest = _age(deliveries.oldest_waiting(), now)
    yield _gauge("enrollment_deliveries_oldest_waiting_seconds", "Age of the oldest mail that waits.", oldest)
    lapsed = [_age(entry.expires_at, now) for entry in application.waitlists.lapsed(now, limit=1)]
    late = max([_age(application.agenda.due_since(now), now), *lapsed])
    yield _gauge("enrollment_due_oldest_seconds", "How late the scheduler is with what is due by the clock.", late)


def _age(since: datetime | None, now: datetime) -> float:
    return (now - since).total_seconds() if since else 0


def _gauge(name: str, help_text: str, value: float) -> Family:
    return Family(name, "gauge", help_text, [Sample(value)])
