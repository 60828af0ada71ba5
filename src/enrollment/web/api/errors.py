"""What goes wrong, answered to programs as problem details. What was raised is undone."""

from dataclasses import replace
from typing import Any

from pyramid.httpexceptions import HTTPException, HTTPForbidden
from pyramid.view import exception_view_config, forbidden_view_config, notfound_view_config

from enrollment.domain.errors import DomainError
from enrollment.domain.reasons import Category
from enrollment.web.api.token import oauth_members
from enrollment.web.problems import INTERNAL, NOT_FOUND, NOT_PERMITTED, NOT_SIGNED_IN, Problem, Unacceptable, answer
from enrollment.web.problems import problem_of as problem_of
from enrollment.web.request import Request

TOKEN = "/api/v1/token"  # noqa: S105 - an address


@exception_view_config(Unacceptable, for_programs=True)
def unacceptable(error: Unacceptable, request: Request) -> Any:
    """The request cannot be answered as it stands."""
    return _answered(error.problem, request)


@exception_view_config(DomainError, for_programs=True)
def domain_error(error: DomainError, request: Request) -> Any:
    """The core raised it."""
    return _answered(problem_of(error), request)


@notfound_view_config(for_programs=True)
def not_found(error: Exception, request: Request) -> Any:
    """There is nothing at the address."""
    return _answered(NOT_FOUND, request)


@forbidden_view_config(for_programs=True)
def forbidden(error: HTTPForbidden, request: Request) -> Any:
    """Nobody is signed in, or somebody who may not."""
    return _answered(NOT_PERMITTED if request.identity else NOT_SIGNED_IN, request)


@exception_view_config(HTTPException, for_programs=True)
def http_exception(error: HTTPException, request: Request) -> Any:
    """The framework refused the request."""
    code = "-".join(error.title.lower().split())
    return _answered(Problem(status=error.status_int, code=code, detail=error.explanation or error.title), request)


@exception_view_config(Exception, for_programs=True)
def unexpected(error: Exception, request: Request) -> Any:
    """Nobody foresaw it: the journal has the details, and the answer none."""
    return _answered(INTERNAL, request)


def _answered(problem: Problem, request: Request) -> Any:
    if request.path == TOKEN and "error" not in problem.members:
        known = {Category.SERVER: "temporarily_unavailable"}.get(problem.category, "invalid_request")
        problem = replace(problem, members={**problem.members, **oauth_members(known, problem.detail)})
    return answer(problem, request.path)
