"""What every page is furnished with: who looks at it, the campus clock, the words, and addresses of its assets."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from jinja2 import Environment, Template
from pyramid.config import Configurator
from pyramid.decorator import reify
from pyramid.httpexceptions import HTTPClientError
from pyramid_jinja2 import IJinja2Environment

from enrollment.domain import timetable
from enrollment.domain.errors import DomainError
from enrollment.domain.reasons import Category
from enrollment.domain.users import User
from enrollment.domain.wording import in_words, instant_in_words
from enrollment.web.addresses import addresses_of, path_among
from enrollment.web.pages import words
from enrollment.web.pages.frame import Frames
from enrollment.web.problems import Problem, Unacceptable


class Page:
    """A template as the renderer of a view. A subscriber could furnish it, but those Pyramid tells of every step."""

    def __init__(self, info: Any) -> None:
        self._name, self._registry = info.name, info.registry

    def __call__(self, seen: Mapping[str, Any], system: Mapping[str, Any]) -> bytes:
        """Return the page: the template with what its view says, and what any template may use besides."""
        request, csrf_token = system["request"], system["get_csrf_token"]
        paths, visitor = addresses_of(request), visitor_of(request)
        furniture = {
            "request": request,
            "get_csrf_token": csrf_token,
            "visitor": visitor,
            "paths": paths,
            "path": path_among(paths),
            "frame": self._registry["enrollment.frames"].around(request, visitor, paths, csrf_token),
        }
        page: str = self._template.render(furniture, **seen)
        return page.encode()

    @reify
    def _template(self) -> Template:
        return _environment(self._registry).get_template(self._name)


class FlatTemplate(Template):
    """A template with its globals in one dictionary: Jinja's look through a chain of them, name by name."""

    @classmethod
    def from_code(cls, environment: Environment, code: Any, globals: Any, uptodate: Any = None) -> Template:  # noqa: A002
        """Return the template."""
        return super().from_code(environment, code, dict(globals), uptodate)


def visitor_of(request: Any) -> User | None:
    """Return who is signed in; where the record cannot be reached there is still a page to show, for nobody."""
    known: User | None = request.environ.get("enrollment.identity")
    if known is None and _may_ask(request.exception):
        with suppress(DomainError):
            known = request.identity
    return known


def _may_ask(failure: Exception | None) -> bool:
    match failure:
        case None | HTTPClientError():
            return True
        case DomainError(category=category) | Unacceptable(problem=Problem(category=category)):
            return category is not Category.SERVER
    return False


def _environment(registry: Any) -> Environment:
    environment: Environment = registry.getUtility(IJinja2Environment, name=".jinja2")
    return environment


def includeme(config: Configurator) -> None:
    """Have pages rendered by this; what is the same for all of them is looked up once."""
    config.include("pyramid_jinja2")
    config.add_renderer(".jinja2", Page)
    config.action(None, lambda: _furnish(config.registry), order=1)


def _furnish(registry: Any) -> None:
    environment = _environment(registry)
    environment.template_class = FlatTemplate
    environment.globals |= {
        "campus": registry.site.campus,
        "in_words": in_words,
        "instant_in_words": instant_in_words,
        "timetable": timetable,
        "words": words,
    }
    # The macros. A template that imports them itself takes longer for it than for a table.
    environment.globals["parts"] = environment.get_template("enrollment.web:templates/parts.jinja2").module
    frame = environment.get_template("enrollment.web:templates/frame.jinja2").module
    registry["enrollment.frames"] = Frames(frame, registry.site.campus)
