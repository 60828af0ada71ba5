"""Addresses of pages and assets, made once: to make one anew takes Pyramid as long as a template for ten lines."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any
from urllib.parse import quote_plus
from uuid import UUID

from pyramid.interfaces import IRoutesMapper

# Stands for any id in what is kept: ids are spelled alike, and none needs quoting.
_ANY = str(UUID(int=0))
_ID = re.compile(r"\{(\w+)\}")


def addresses_of(request: Any) -> Mapping[str, str]:
    """Return the paths of all pages by the names of their routes, and of what is in ``static`` by file name.

    They lie below the root the request came in by, of which there are as many as the server was told.
    """
    known: dict[str, Mapping[str, str]] = request.registry.setdefault("enrollment.addresses", {})
    root = request.environ.get("SCRIPT_NAME", "")
    if root not in known:
        known[root] = _made(request)
    return known[root]


def path_among(addresses: Mapping[str, str]) -> Callable[[str, UUID], str]:
    """Return what tells the path of a route that has an id."""
    return lambda route_name, subject: addresses[route_name].replace(_ANY, str(subject))


def quoted_path(addresses: Mapping[str, str], route_name: str, subject: UUID) -> str:
    """Return the path of a route that has an id, as it is given as a parameter."""
    return _quoted(addresses[route_name]).replace(_ANY, str(subject))


def _made(request: Any) -> Mapping[str, str]:
    routes = request.registry.getUtility(IRoutesMapper).get_routes()
    ids = {route.name: _ID.findall(route.pattern) for route in routes if "*" not in route.pattern}
    pages = {name: request.route_path(name, **dict.fromkeys(those, _ANY)) for name, those in ids.items()}
    names = [file.name for file in files("enrollment.web").joinpath("static").iterdir()]
    return pages | {name: _static_path(request, name) for name in names}


def _static_path(request: Any, name: str) -> str:
    path: str = request.static_path(f"enrollment.web:static/{name}", _query={"v": _version(name)})
    return path


@cache
def _quoted(path: str) -> str:
    return quote_plus(path)


@cache
def _version(name: str) -> str:
    """Return what changes with the file, so that a browser may keep each version for long."""
    return sha256(files("enrollment.web").joinpath("static", name).read_bytes()).hexdigest()[:12]
