"""What our views use of a request: Pyramid carries no types, so we say them."""

from typing import Any, Protocol
from zoneinfo import ZoneInfo

from pyramid.config import Configurator

from enrollment.application import Application
from enrollment.domain.records import IdempotencyKey, Origin
from enrollment.domain.users import User

# Reading needs no transaction.
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# Below these addresses programs ask, and errors are JSON; elsewhere people do, and errors are pages.
FOR_PROGRAMS = ("/api/", "/.well-known/", "/health/", "/metrics")


class Request(Protocol):
    """A Pyramid request, as ``enrollment.web.furnished``, the security policy and the exchange furnish it."""

    again: bool
    application: Application
    asked: Any
    campus: ZoneInfo
    id: str
    if_match: Any
    identity: User | None
    key: IdempotencyKey | None
    origin: Origin
    response: Any
    method: str
    path: str
    path_qs: str
    matchdict: dict[str, str]
    environ: dict[str, Any]
    headers: Any
    cookies: Any
    body: bytes
    context: Any
    registry: Any
    remote_addr: str | None

    def route_path(self, route_name: str, *elements: Any, **kw: Any) -> str:
        """Return the path of a route."""

    def route_url(self, route_name: str, *elements: Any, **kw: Any) -> str:
        """Return the address of a route."""


def for_programs(request: Any) -> bool:
    """Whether a program asks. Looks at the bytes sent, so it can be asked of a path that is no text."""
    path: str = request.environ["PATH_INFO"]
    return path.startswith(FOR_PROGRAMS)


class ForPrograms:
    """The view predicate ``for_programs=True``: whether a program asks."""

    def __init__(self, value: bool, info: Any) -> None:
        self._value = value

    def text(self) -> str:
        """Return the predicate in words."""
        return f"for_programs = {self._value}"

    phash = text

    def __call__(self, context: Any, request: Any) -> bool:
        """Compare."""
        return for_programs(request) is self._value


def includeme(config: Configurator) -> None:
    """Let views tell who asks."""
    config.add_view_predicate("for_programs", ForPrograms)
