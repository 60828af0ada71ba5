"""Signing in, bounded: few failures an account, many sign-ins an address, and so many at once in a process."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from hashlib import sha256
from threading import BoundedSemaphore
from typing import Any

from limits import RateLimitItemPerMinute
from pyramid.config import Configurator

from enrollment.domain.reasons import Category
from enrollment.domain.users import normalize_email
from enrollment.web.limits import SIGN_IN, Policy, peer_of
from enrollment.web.parameters import form_of
from enrollment.web.problems import Problem, Unacceptable
from enrollment.web.request import SAFE_METHODS

FAILURES = Policy("sign-in-failures", RateLimitItemPerMinute(10, 5))
SIGN_INS = Policy("sign-ins", RateLimitItemPerMinute(300))
# Passwords are hashed two at a time, and one more may wait. Fewer than a process has threads (waitress's default is
# four): a storm of sign-ins would else hold them all, and nobody could enroll.
AT_ONCE = 3
BUSY = Problem(
    status=503,
    code="sign-in-busy",
    detail="Very many people are signing in just now. Wait a few seconds, and sign in again.",
    category=Category.SERVER,
    headers={"Retry-After": "2"},
)


def signing_in_view(view: Any, info: Any) -> Any:
    """Derive a view that takes an address and a password only as often, and from as many at once, as it may."""
    route = info.options.get("route_name")
    if info.exception_only or route not in SIGN_IN:
        return view

    def signing_in(context: Any, request: Any) -> Any:
        if request.method in SAFE_METHODS:
            return view(context, request)
        email = form_of(request).get(SIGN_IN[route], "")
        with _place(request.registry.sign_ins) if email else nullcontext():
            return _counted(view, context, request, email)

    return signing_in


def _counted(view: Any, context: Any, request: Any, email: str) -> Any:
    """Few failures an account, since passwords are guessed; many an address, since a campus shares one."""
    limits = request.registry.limits
    account = sha256(normalize_email(email).encode()).hexdigest()
    if not request.environ.get("retry.attempt"):
        limits.count(SIGN_INS, peer_of(request))
        if email:
            limits.check(FAILURES, account)
    response = view(context, request)
    if email and response.status_int in (400, 401):
        limits.count(FAILURES, account)
    return response


@contextmanager
def _place(places: BoundedSemaphore) -> Iterator[None]:
    """Take a place for as long as the block lasts. Raises Unacceptable when none is free: nobody waits for one."""
    if not places.acquire(blocking=False):
        raise Unacceptable(BUSY)
    try:
        yield
    finally:
        places.release()


def includeme(config: Configurator) -> None:
    """Stand before the views that take credentials."""
    config.registry.sign_ins = BoundedSemaphore(AT_ONCE)
    config.add_view_deriver(signing_in_view)
