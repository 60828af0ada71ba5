"""The methods an address does not take: 405, and which ones it does."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from pyramid.config import Configurator
from pyramid.security import NO_PERMISSION_REQUIRED

from enrollment.web.ingress import refuse


def methods_of(config: Configurator) -> Mapping[str, tuple[str, ...]]:
    """Return which methods each route takes, as its views say."""
    methods: dict[str, set[str]] = defaultdict(set)
    for entry in config.introspector.get_category("views"):
        view = entry["introspectable"]
        if view["route_name"] and view["request_methods"]:
            methods[view["route_name"]] |= methods_of_view(view)
    return {route: tuple(sorted(taken)) for route, taken in methods.items()}


def methods_of_view(view: Mapping[str, Any]) -> set[str]:
    """Return which methods the view takes; whoever may GET may also ask for the headers alone."""
    given = view["request_methods"]
    methods = {given} if isinstance(given, str) else set(given)
    return methods | {"HEAD"} if "GET" in methods else methods


def refuse_other_methods(config: Configurator) -> None:
    """Add to every route a view for what its other views do not take: Pyramid alone would answer 404."""
    config.commit()
    for route, allowed in methods_of(config).items():
        config.add_view(_refusal(allowed), route_name=route, permission=NO_PERMISSION_REQUIRED, require_csrf=False)


def _refusal(allowed: tuple[str, ...]) -> Callable[[Any, Any], Any]:
    def method_not_allowed(context: Any, request: Any) -> Any:
        detail = f"This address takes {', '.join(allowed)}."
        raise refuse(405, "method-not-allowed", detail, Allow=", ".join(allowed))

    return method_not_allowed
