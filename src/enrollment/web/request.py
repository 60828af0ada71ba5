"""What our views use of a request: Pyramid carries no types, so we say them."""

import secrets
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from pyramid.config import Configurator

from enrollment.application import Application
from enrollment.domain.devices import device_of
from enrollment.domain.records import IdempotencyKey, Origin
from enrollment.domain.users import User

# Reading needs no transaction.
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# Below these addresses programs ask, and errors are JSON; elsewhere people do, and errors are pages.
FOR_PROGRAMS = ("/api/", "/.well-known/", "/health/", "/metrics")


class Request(Protocol):
    """A Pyramid request, as ``make_app`` and the security policy furnish it."""

    application: Application
    asked: Any
    campus: ZoneInfo
    id: str
    identity: User | None
    key: IdempotencyKey | None
    origin: Origin
    response: Any
    method: str
    path: str
    path_qs: str
    matchdict: dict[str, str]
    GET: Any
    POST: Any
    params: Any
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
    """Furnish the request."""
    config.add_view_predicate("for_programs", ForPrograms)
    config.add_request_method(_application, "application", reify=True)
    config.add_request_method(_id, "id", reify=True)
    config.add_request_method(lambda request: request.registry.site.campus, "campus", reify=True)
    config.add_request_method(_origin, "origin", reify=True)


def _id(request: Any) -> str:
    """A request that is tried again keeps its id."""
    request_id: str = request.environ.setdefault("enrollment.request_id", secrets.token_hex(8))
    return request_id


def _application(request: Any) -> Application:
    """Open the application: in the request's transaction where there is one, and never without where one is due."""
    site = request.registry.site
    if "tm.active" in request.environ:
        application: Application = site.in_transaction()
    elif request.method in SAFE_METHODS:
        application = site.outside_transaction()
    else:
        raise RuntimeError("a request that may change something is outside its transaction")
    return application


def _origin(request: Any) -> Origin:
    door = "api" if request.path_info.startswith("/api/") else "page"
    device = device_of(request.headers.get("User-Agent", ""))
    return Origin(address=request.remote_addr or "", door=door, request_id=request.id, device=device)
