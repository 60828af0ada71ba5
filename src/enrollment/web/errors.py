"""What went wrong, as a page in words. A rendered error has undone whatever the request did."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pyramid.httpexceptions import HTTPError, HTTPForbidden
from pyramid.renderers import render_to_response
from pyramid.view import exception_view_config, forbidden_view_config, notfound_view_config

from enrollment.domain.errors import DomainError
from enrollment.domain.reasons import Category
from enrollment.web.problems import INTERNAL, NOT_FOUND, NOT_PERMITTED, Problem, Unacceptable, problem_of
from enrollment.web.redirects import see_other
from enrollment.web.request import SAFE_METHODS, Request

# The headline of a failure: by its code, its status or its category (user's document, Error Categories & Responses).
TITLES: Mapping[int | str, str] = {
    "csrf": "This form is out of date",
    "sign-in-busy": "Please sign in again in a moment",
    403: "Not allowed",
    404: "Page not found",
    405: "That cannot be done here",
    429: "Too many requests",
}
MESSAGES: Mapping[Category, str] = {
    Category.NETWORK: "Connection failed. Please check your internet.",
    Category.AUTH: "Please login to continue",
    Category.VALIDATION: "Please check the requirements",
    Category.BUSINESS: "Enrollment not available",
    Category.SERVER: "Server error occurred",
}


def page_of(problem: Problem, request: Request) -> Any:
    """Return the page that tells of a failure: what happened, whether trying again helps, and where else to go."""
    response = request.response
    response.status_int = problem.status
    # A page answers with a form to sign in, not with a challenge to the browser.
    response.headers.update({name: text for name, text in problem.headers.items() if name != "WWW-Authenticate"})
    seen = {
        "problem": problem,
        "title": _title(problem),
        "is_safe": request.method in SAFE_METHODS,
        "request_id": request.id,
    }
    return render_to_response("enrollment.web:templates/error.jinja2", seen, request=request, response=response)


def _title(problem: Problem) -> str:
    return TITLES.get(problem.code) or TITLES.get(problem.status) or MESSAGES[problem.category]


def sign_in_first(request: Request) -> Any:
    """Send whoever is not signed in to do so, and then back to this page."""
    return see_other(request.route_path("login", _query={"next": request.path}))


@notfound_view_config(for_programs=False)
def not_found(error: Exception, request: Request) -> Any:
    """There is nothing at the address."""
    return page_of(NOT_FOUND, request)


@forbidden_view_config(for_programs=False)
def forbidden(error: HTTPForbidden, request: Request) -> Any:
    """Nobody is signed in, or somebody who may not."""
    return page_of(NOT_PERMITTED, request) if request.identity else sign_in_first(request)


@exception_view_config(Unacceptable, for_programs=False)
def unacceptable(error: Unacceptable, request: Request) -> Any:
    """The request cannot be answered as it stands."""
    return page_of(error.problem, request)


@exception_view_config(DomainError, for_programs=False)
def domain_error(error: DomainError, request: Request) -> Any:
    """The core raised it, in words of its own."""
    return page_of(problem_of(error), request)


@exception_view_config(HTTPError, for_programs=False)
def http_error(error: HTTPError, request: Request) -> Any:
    """The framework refused the request."""
    category = Category.SERVER if error.status_int >= 500 else Category.VALIDATION
    detail = "This cannot be answered as it was asked."
    return page_of(
        Problem(
            status=error.status_int, code="http-error", detail=detail, category=category, headers=dict(error.headers)
        ),
        request,
    )


@exception_view_config(Exception, for_programs=False)
def unexpected(error: Exception, request: Request) -> Any:
    """Nobody foresaw it. The journal tells of it under the request's id, which the page names; it is never shown."""
    return page_of(replace(INTERNAL, detail="It is our fault, not yours. Nothing was changed."), request)
