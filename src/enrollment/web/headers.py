"""What every answer says of itself: what a browser may do with it, who may keep it, and the request's id."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pyramid.config import Configurator
from pyramid.tweens import INGRESS

from enrollment.web.request import for_programs

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        "frame-ancestors 'none'",
        "manifest-src 'self'",
    )
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
TRANSPORT = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}
_LOCAL = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*")


def headers_tween_factory(handler: Callable[[Any], Any], registry: Any) -> Callable[[Any], Any]:
    """Stand outermost, so that no answer goes out bare."""
    is_secure = registry.site.public_url.startswith("https://")
    headers = [*HEADERS.items(), *(TRANSPORT.items() if is_secure else ())]

    def headers_tween(request: Any) -> Any:
        response = handler(request)
        said = {name.lower(): text for name, text in response.headerlist}
        if _LOCAL.fullmatch(said.get("location", "")):
            # WebOb would make it absolute with the Host header, which anybody may write.
            response._make_location_absolute = lambda environ, location: location
        # What is said by now is not said here. To set them one by one would look through all headers for each.
        response.headerlist += [*_who_may_keep_it(request, response, said), *headers, ("X-Request-Id", request.id)]
        return response

    return headers_tween


def _who_may_keep_it(request: Any, response: Any, said: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what to say besides: personal answers are kept by nobody, public ones of the API asked for again each time.

    Pages are personal: they show whose they are, hold a form's keys, and seats change.
    """
    if not for_programs(request):
        if "cache-control" not in said and said.get("content-type", "").startswith("text/html"):
            yield "Cache-Control", "no-store"
        return
    if request.environ.get("HTTP_AUTHORIZATION") or response.status_int >= 400:
        if "cache-control" in said:
            del response.headers["Cache-Control"]
        yield "Cache-Control", "no-store"
    elif "cache-control" not in said:
        yield "Cache-Control", "no-cache"
    if "vary" not in said:
        yield "Vary", "Authorization"


def includeme(config: Configurator) -> None:
    """Join as the outermost tween."""
    config.add_tween("enrollment.web.headers.headers_tween_factory", under=INGRESS)
