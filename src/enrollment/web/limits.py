"""How often one may ask. Counted by the peer's address and by account, never by what a header claims."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import storage_from_string
from limits.strategies import SlidingWindowCounterRateLimiter
from pyramid.config import Configurator

from enrollment.domain.reasons import Category
from enrollment.domain.users import normalize_email
from enrollment.web.parameters import form_of
from enrollment.web.problems import Problem, Unacceptable
from enrollment.web.request import SAFE_METHODS


@dataclass(frozen=True, slots=True)
class Policy:
    """A limit and its public name."""

    name: str
    quota: RateLimitItem


SIGN_IN_FAILURES = Policy("sign-in-failures", RateLimitItemPerMinute(10, 5))
SIGN_INS = Policy("sign-ins", RateLimitItemPerMinute(300))
CHANGES = Policy("changes", RateLimitItemPerMinute(120))
# A whole campus may come from one address.
VISITORS = Policy("visitors", RateLimitItemPerMinute(60_000))
# Where credentials are given: the route, and the field with the account's address.
SIGN_IN: dict[str, str] = {"login": "email", "api.v1.token": "username"}
# What changes nothing of anybody's, and is limited where it is counted.
MEASURES = "measures"


class Limits:
    """The counts, in one place for every process that shares the storage."""

    def __init__(self, storage_url: str) -> None:
        self._window = SlidingWindowCounterRateLimiter(storage_from_string(storage_url))

    def allows(self, policy: Policy, who: str) -> bool:
        """Count once, and return whether that is not once too often."""
        return self._window.hit(policy.quota, policy.name, who)

    def count(self, policy: Policy, who: str) -> None:
        """Count once. Raises Unacceptable when that is once too often."""
        if not self.allows(policy, who):
            raise self._exceeded(policy, who)

    def check(self, policy: Policy, who: str) -> None:
        """Count nothing. Raises Unacceptable when the count is full."""
        if not self._window.test(policy.quota, policy.name, who):
            raise self._exceeded(policy, who)

    def _exceeded(self, policy: Policy, who: str) -> Unacceptable:
        stats = self._window.get_window_stats(policy.quota, policy.name, who)
        wait = max(1, round(stats.reset_time - time.time()))
        quota, window = policy.quota.amount, policy.quota.get_expiry()
        headers = {
            "Retry-After": str(wait),
            "RateLimit-Policy": f'"{policy.name}";q={quota};w={window}',
            "RateLimit": f'"{policy.name}";r=0;t={wait}',
        }
        detail = f"That was too often. Try again in {wait} seconds."
        return Unacceptable(
            Problem(status=429, code="too-many-requests", detail=detail, category=Category.SERVER, headers=headers)
        )


def peer_of(request: Any) -> str:
    """Return whose address it is; a household or a server has a whole /64 of IPv6 addresses."""
    text = request.remote_addr or ""
    try:
        address = ip_address(text)
    except ValueError:
        return text[:100]
    return str(ip_network((address, 64), strict=False)) if isinstance(address, IPv6Address) else text


def visitors_tween_factory(handler: Callable[[Any], Any], registry: Any) -> Callable[[Any], Any]:
    """Count the requests of those we do not know; giving credentials that are none does not help."""

    def visitors_tween(request: Any) -> Any:
        path = request.environ["PATH_INFO"]
        if path.startswith("/static/") or path == "/measures" or request.environ.get("retry.attempt"):
            return handler(request)
        if not request.environ.keys() & {"HTTP_AUTHORIZATION", "HTTP_COOKIE"}:
            registry.limits.count(VISITORS, peer_of(request))
            return handler(request)
        try:
            return handler(request)
        finally:
            if request.environ.get("enrollment.identity") is None:
                registry.limits.count(VISITORS, peer_of(request))

    return visitors_tween


def limited_view(view: Any, info: Any) -> Any:
    """Derive a view that counts sign-ins by account and address, and changes by user."""
    if info.exception_only:
        return view

    def limited(context: Any, request: Any) -> Any:
        if request.method in SAFE_METHODS or request.environ.get("retry.attempt"):
            return view(context, request)
        route = request.matched_route.name if request.matched_route else ""
        if route == MEASURES:
            return view(context, request)
        if route in SIGN_IN:
            return _signing_in(view, context, request, form_of(request).get(SIGN_IN[route], ""))
        if request.identity:
            request.registry.limits.count(CHANGES, str(request.identity.id))
        return view(context, request)

    return limited


def _signing_in(view: Any, context: Any, request: Any, email: str) -> Any:
    """Few failures an account, since passwords are guessed; many an address, since a campus shares one."""
    limits = request.registry.limits
    account = sha256(normalize_email(email).encode()).hexdigest()
    limits.count(SIGN_INS, peer_of(request))
    if email:
        limits.check(SIGN_IN_FAILURES, account)
    response = view(context, request)
    if email and response.status_int in (400, 401):
        limits.count(SIGN_IN_FAILURES, account)
    return response


def includeme(config: Configurator) -> None:
    """Count below the exception views, which answer who asks too often."""
    config.registry.limits = Limits(config.registry.site.rate_limit_storage_url)
    below = "enrollment.web.ingress.ingress_tween_factory"
    config.add_tween("enrollment.web.limits.visitors_tween_factory", under=below)
    config.add_view_deriver(limited_view)
