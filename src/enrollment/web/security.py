"""Who is asking, and what they may do: a session cookie for people, a bearer token for programs.

Cookies count for pages only and tokens for the API only, so that neither can be used at the other's door.
"""

import re
from typing import Any

from pyramid.config import Configurator
from pyramid.security import Allowed, Denied

from enrollment.domain.errors import InvalidToken
from enrollment.domain.users import Permission, User

SIGNED_IN = "signed-in"
GRANTED, DENIED = Allowed("granted"), Denied("denied")
# What new_secret makes. Anything else in a cookie was not put there by us, and need not be looked up.
_SECRET = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)


class Security:
    """Pyramid's security policy over the ports Identity and Sessions."""

    def __init__(self, cookie_name: str) -> None:
        self._cookie_name = cookie_name

    def identity(self, request: Any) -> User | None:
        """Return the user the credentials belong to. Raises InvalidToken for a bearer token that is none."""
        if "enrollment.identity" not in request.environ:
            request.environ["enrollment.identity"] = self._find(request)
        user: User | None = request.environ["enrollment.identity"]
        return user

    def _find(self, request: Any) -> User | None:
        now = request.application.clock.now()
        if request.environ["PATH_INFO"].startswith("/api/"):
            authorization = request.environ.get("HTTP_AUTHORIZATION")
            if authorization is None:
                return None
            scheme, _, token = authorization.partition(" ")
            if scheme.lower() != "bearer":
                raise InvalidToken
            user: User = request.application.identity.identify(token.strip(), now)
            return user
        secret = read_cookie(request, self._cookie_name)
        session = request.application.sessions.find(secret, now) if secret else None
        if session and session.is_due(now) and request.method in ("GET", "HEAD"):
            request.registry.site.touch(secret, now)
        return session.user if session else None

    def authenticated_userid(self, request: Any) -> str | None:
        """Return the id of the user as text."""
        user = self.identity(request)
        return str(user.id) if user else None

    def permits(self, request: Any, context: Any, permission: str) -> Any:
        """Grant what a role of the user grants, and deny all else."""
        user = self.identity(request)
        if user and (permission == SIGNED_IN or user.may(Permission(permission))):
            return GRANTED
        return DENIED

    def remember(self, request: Any, userid: str, **kw: Any) -> list[Any]:
        """Sessions are begun by the sign-in view, which knows their secret."""
        return []

    def forget(self, request: Any, **kw: Any) -> list[Any]:
        """Sessions are ended by the sign-out view."""
        return []


def read_cookie(request: Any, name: str) -> str | None:
    """Return the secret in the cookie; None where there is none, or several of the name, or something else in it."""
    pairs = (pair.strip().partition("=") for pair in request.environ.get("HTTP_COOKIE", "").split(";"))
    values = [value.strip('"') for given, _, value in pairs if given == name]
    return values[0] if len(values) == 1 and _SECRET.fullmatch(values[0]) else None


def cookie_name(public_url: str, name: str) -> str:
    """Return the cookie's name: bound to this very host where the site is served over https."""
    return f"__Host-{name}" if public_url.startswith("https://") else name


def includeme(config: Configurator) -> None:
    """Deny by default: a view without a permission of its own is for nobody."""
    config.set_security_policy(Security(cookie_name(config.registry.site.public_url, "session")))
    config.set_default_permission("nobody")
