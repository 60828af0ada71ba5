"""Which route a request takes: Pyramid alone would try all of them in turn, and the API's are the last."""

from typing import Any

from pyramid.config import Configurator
from pyramid.interfaces import IRoutesMapper
from pyramid.urldispatch import RoutesMapper


class RoutesByBeginning(RoutesMapper):  # type: ignore[misc]  # it carries no types
    """Tries only routes whose pattern begins with the same word as the path does; their order counts as ever."""

    def __init__(self) -> None:
        super().__init__()
        self._by_word: dict[str, RoutesMapper] = {}

    def connect(self, name: str, pattern: str, *about: Any, **more: Any) -> Any:
        """Add the route. Raises ValueError for a pattern that begins with what it leaves open."""
        word = _first_word(pattern)
        if "{" in word or "*" in word:
            raise ValueError(f"{pattern} may begin with anything")
        self._by_word.setdefault(word, RoutesMapper()).connect(name, pattern, *about, **more)
        return super().connect(name, pattern, *about, **more)

    def __call__(self, request: Any) -> Any:
        """Return the route, and what the path says for what its pattern leaves open; None where there is none."""
        routes = self._by_word.get(_first_word(request.environ["PATH_INFO"]))
        return routes(request) if routes else {"route": None, "match": None}


def _first_word(path: str) -> str:
    return path.lstrip("/").partition("/")[0]


def includeme(config: Configurator) -> None:
    """Have requests dispatched by this; it has to come before the first route."""
    config.registry.registerUtility(RoutesByBeginning(), IRoutesMapper)
