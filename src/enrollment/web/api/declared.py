"""What the views of the API declare of themselves."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pyramid.security import NO_PERMISSION_REQUIRED

from enrollment.web.methods import methods_of_view


@dataclass(frozen=True, slots=True)
class Exchange:
    """One method of one route, as its view declares it."""

    path: str
    method: str
    view: Mapping[str, Any]
    is_open: bool

    @property
    def summary(self) -> str:
        """The first line of the view's docstring; the rest is for us."""
        return str(self.view["callable"].__doc__ or "").partition("\n")[0]


def exchanges(introspector: Any) -> Iterator[Exchange]:
    """Yield what the API answers, in the order of the routes."""
    routes = {entry["introspectable"]["name"]: entry for entry in introspector.get_category("routes")}
    views = introspector.get_category("views")
    for name, route in routes.items():
        for entry in views:
            view = entry["introspectable"]
            if view["route_name"] == name and view.get("answer"):
                permissions = [related["value"] for related in entry["related"] if "value" in related]
                pattern = route["introspectable"]["pattern"]
                (method,) = methods_of_view(view) - {"HEAD"}
                yield Exchange(pattern, method, view, permissions in ([], [NO_PERMISSION_REQUIRED]))
