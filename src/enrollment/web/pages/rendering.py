"""What every page is furnished with: who looks at it, the campus clock, the words, and addresses of its assets."""

from contextlib import suppress
from typing import Any

from pyramid.events import BeforeRender, NewResponse, subscriber
from pyramid.httpexceptions import HTTPClientError
from pyramid_jinja2 import IJinja2Environment

from enrollment.domain import timetable
from enrollment.domain.errors import DomainError
from enrollment.domain.reasons import Category
from enrollment.domain.users import User
from enrollment.domain.wording import in_words, instant_in_words
from enrollment.web.pages import words
from enrollment.web.pages.addresses import addresses_of, path_among
from enrollment.web.problems import Problem, Unacceptable


@subscriber(BeforeRender)
def furnish(event: Any) -> None:
    """Give a template what it may use besides what its view says."""
    if not event["renderer_name"].endswith(".jinja2"):
        return
    request = event["request"]
    event["visitor"] = visitor_of(request)
    event["campus"] = request.campus
    event["in_words"] = in_words
    event["instant_in_words"] = instant_in_words
    event["timetable"] = timetable
    event["words"] = words
    event["parts"] = _parts(request.registry)
    event["paths"] = paths = addresses_of(request)
    event["path"] = path_among(paths)


def _parts(registry: Any) -> Any:
    """Return the macros. A template that imports them itself takes longer for it than for a table."""
    if "enrollment.parts" not in registry:
        environment = registry.getUtility(IJinja2Environment, name=".jinja2")
        registry["enrollment.parts"] = environment.get_template("enrollment.web:templates/parts.jinja2").module
    return registry["enrollment.parts"]


@subscriber(NewResponse)
def keep_private(event: Any) -> None:
    """Have no page stored: it shows whose it is, holds a form's keys, and seats change."""
    if event.response.content_type == "text/html" and "Cache-Control" not in event.response.headers:
        event.response.headers["Cache-Control"] = "no-store"


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
