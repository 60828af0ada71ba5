"""How often one may ask. Counted by the peer's address and by account, never by what a header claims."""

from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_network
from typing import Any

from limits import RateLimitItem, RateLimitItemPerMinute
from pyramid.config import Configurator

from enrollment.domain.reasons import Category
from enrollment.web.problems import Problem, Unacceptable
from enrollment.web.request import SAFE_METHODS
from enrollment.web.windows import windows_in


@dataclass(frozen=True, slots=True)
class Policy:
    """A limit and its public name."""

    name: str
    quota: RateLimitItem


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
        self._windows = windows_in(storage_url)

    def allows(self, policy: Policy, who: str) -> bool:
        """Count once, and return whether that is not once too often."""
        return self._windows.hit(policy.quota, policy.name, who)

    def count(self, policy: Policy, who: str) -> None:
        """Count once. Raises Unacceptable when that is once too often."""
        if not self.allows(policy, who):
            raise _exceeded(policy, self._windows.wait(policy.quota, policy.name, who) or 1)

    def check(self, policy: Policy, who: str) -> None:
        """Count nothing. Raises Unacceptable when the count is full."""
        if wait := self._windows.wait(policy.quota, policy.name, who):
            raise _exceeded(policy, wait)


def _exceeded(policy: Policy, wait: int) -> Unacceptable:
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
    text: str = request.environ.get("REMOTE_ADDR", "")
    if ":" not in text:
        return text[:100]
    try:
        address = IPv6Address(text)
    except ValueError:
        return text[:100]
    return str(ip_network((address, 64), strict=False))


def visitors_tween_factory(handler: Callable[[Any], Any], registry: Any) -> Callable[[Any], Any]:
    """Count the requests of those we do not know; giving credentials that are none does not help."""

    def visitors_tween(request: Any) -> Any:
        environ = request.environ
        path = environ["PATH_INFO"]
        if path.startswith("/static/") or path == "/measures" or environ.get("retry.attempt"):
            return handler(request)
        if "HTTP_AUTHORIZATION" not in environ and "HTTP_COOKIE" not in environ:
            registry.limits.count(VISITORS, peer_of(request))
            return handler(request)
        try:
            return handler(request)
        finally:
            if environ.get("enrollment.identity") is None:
                registry.limits.count(VISITORS, peer_of(request))

    return visitors_tween


def limited_view(view: Any, info: Any) -> Any:
    """Derive a view that counts changes by user. Sign-ins have limits of their own."""
    if info.exception_only or info.options.get("route_name") in (*SIGN_IN, MEASURES):
        return view

    def limited(context: Any, request: Any) -> Any:
        if request.method not in SAFE_METHODS and not request.environ.get("retry.attempt") and request.identity:
            request.registry.limits.count(CHANGES, str(request.identity.id))
        return view(context, request)

    return limited


def includeme(config: Configurator) -> None:
    """Count below the exception views, which answer who asks too often."""
    config.registry.limits = Limits(config.registry.site.rate_limit_storage_url)
    below = "enrollment.web.ingress.ingress_tween_factory"
    config.add_tween("enrollment.web.limits.visitors_tween_factory", under=below)
    config.add_view_deriver(limited_view)
