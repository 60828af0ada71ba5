"""Forms of ours only: a token bound to the visitor's cookie, and the browser's own word on where a form was shown."""

import hmac
import secrets
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from pyramid.config import Configurator

from enrollment.domain.reasons import Category
from enrollment.web.problems import Problem, Unacceptable
from enrollment.web.request import for_programs
from enrollment.web.security import cookie_name, read_cookie

STALE = Problem(
    status=403,
    code="csrf",
    detail="This form was shown before you signed in or out, or by another site. Open the page again and resend it.",
    category=Category.AUTH,
)
VISITOR = "enrollment.visitor"


class CsrfTokens:
    """Pyramid's CSRF storage policy, which stores nothing: the token is a keyed hash of the cookie it goes with.

    That cookie is the session's, or for anonymous visitors one of its own, set when a form is shown. Signing in
    and out change the cookie, and so refuse every token from before.
    """

    def __init__(self, *, secret: str, public_url: str) -> None:
        self._secret = secret.encode()
        self._is_secure = public_url.startswith("https://")
        self._public_url = public_url
        self._session_cookie = cookie_name(public_url, "session")
        self._visitor_cookie = cookie_name(public_url, "visitor")

    def new_csrf_token(self, request: Any) -> str:
        """Return the token: there is one for each cookie, and no other."""
        return self.get_csrf_token(request)

    def get_csrf_token(self, request: Any) -> str:
        """Return the token of whoever asks, who gets a cookie for it if they have none."""
        cookie = self._cookie(request)
        if cookie is None:
            request.environ[VISITOR] = visitor = secrets.token_urlsafe(32)
            request.add_response_callback(lambda request, response: self._set_cookie(response, visitor))
            cookie = f"visitor:{visitor}"
        return hmac.new(self._secret, cookie.encode(), sha256).hexdigest()

    def check_csrf_token(self, request: Any, supplied: Any) -> bool:
        """Whether the form was shown by us to this very visitor. Raises Unacceptable when it was not."""
        cookie = self._cookie(request)
        if cookie is None or not isinstance(supplied, str) or not is_from_here(request, self._public_url):
            raise Unacceptable(STALE)
        if not hmac.compare_digest(self.get_csrf_token(request).encode(), supplied.encode(errors="replace")):
            raise Unacceptable(STALE)
        return True

    def _cookie(self, request: Any) -> str | None:
        """Return the cookie a token belongs to, marked with its kind so that neither stands for the other."""
        for kind, name in (("session", self._session_cookie), ("visitor", self._visitor_cookie)):
            value = read_cookie(request, name) or (request.environ.get(VISITOR) if kind == "visitor" else None)
            if value:
                return f"{kind}:{value}"
        return None

    def _set_cookie(self, response: Any, visitor: str) -> None:
        response.set_cookie(
            self._visitor_cookie, visitor, httponly=True, samesite="Lax", secure=self._is_secure, path="/"
        )


def is_from_here(request: Any, public_url: str) -> bool:
    """Whether the browser says that a page of ours sent this. One that says nothing at all is not believed."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("Origin")
    if origin is None:
        origin = _origin_of(request.headers.get("Referer", ""))
    ours = _origin_of(public_url)
    # In development the site goes by several names (localhost, 127.0.0.1); over https it has one.
    return origin in ({ours} if public_url.startswith("https://") else {ours, request.host_url})


def _origin_of(url: str) -> str | None:
    """Return the origin of the address as browsers write it; None for what is no address.

    >>> _origin_of("HTTPS://Example.edu:443/a?b"), _origin_of("http://[::1"), _origin_of("null")
    ('https://example.edu', None, None)
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if not parts.scheme or not parts.hostname:
        return None
    usual = {"http": 80, "https": 443}.get(parts.scheme)
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}" + (f":{port}" if port not in (None, usual) else "")


def includeme(config: Configurator) -> None:
    """Ask for a token wherever a page changes something; programs bring a bearer token, which no form can."""
    site = config.registry.site
    config.set_csrf_storage_policy(CsrfTokens(secret=site.session_secret, public_url=site.public_url))
    config.set_default_csrf_options(
        require_csrf=True, check_origin=False, callback=lambda request: not for_programs(request)
    )
