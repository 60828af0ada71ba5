"""The journal: one line a request, saying what was asked, what was answered, how long it took, and of whom."""

import time
import traceback
from collections.abc import Callable
from typing import Any

import structlog
from pyramid.config import Configurator
from pyramid_retry import is_error_retryable

from enrollment.domain.errors import DomainError
from enrollment.web.problems import INTERNAL, answer
from enrollment.web.traffic import Traffic

LONGEST = 1024
log = structlog.get_logger("enrollment.web")


def journal_tween_factory(handler: Callable[[Any], Any], registry: Any) -> Callable[[Any], Any]:
    """Note each request once it is answered, and answer what nothing else has."""

    def journal_tween(request: Any) -> Any:
        began = time.perf_counter()
        try:
            response = handler(request)
        except Exception as error:
            if is_error_retryable(request, error):
                raise
            _note_failure(request, error)
            response = answer(INTERNAL, "/")
        failure = getattr(request, "exception", None)
        if failure is not None and is_error_retryable(request, failure):
            log.info("request-retried", request_id=request.id, error=type(failure).__name__)
            return response
        if failure is not None and response.status_int >= 500 and not isinstance(failure, DomainError):
            _note_failure(request, failure)
        _note(request, response, time.perf_counter() - began)
        return response

    return journal_tween


def printable(text: str) -> str:
    r"""Return the text as one line of printable characters, shortened.

    >>> printable("/a\nINFO all is well\x1b[2J")
    '/a\\nINFO all is well\\x1b[2J'
    """
    return text[:LONGEST].encode("unicode_escape").decode("ascii")[:LONGEST]


def _note_failure(request: Any, failure: Exception) -> None:
    """Without the values of variables, which may be secret."""
    told = "".join(traceback.format_exception(failure))
    log.error("request-failed", request_id=request.id, traceback=told)


def _note(request: Any, response: Any, seconds: float) -> None:
    """The query is left out: people paste secrets into addresses."""
    route = getattr(request, "matched_route", None)
    request.registry.traffic.note(route.name if route else "", response.status_int, seconds)
    user = request.environ.get("enrollment.identity")
    log.info(
        "request",
        method=printable(request.method),
        path=printable(request.environ["PATH_INFO"]),
        route=route.name if route else None,
        status=response.status_int,
        ms=round(seconds * 1000, 1),
        request_id=request.id,
        user_id=str(user.id) if user else None,
        address=request.remote_addr,
    )


def includeme(config: Configurator) -> None:
    """Join above the transaction, so that what fails in COMMIT is seen as well."""
    config.registry.traffic = Traffic()
    config.add_tween(
        "enrollment.web.journal.journal_tween_factory",
        under="enrollment.web.headers.headers_tween_factory",
        over="pyramid_tm.tm_tween_factory",
    )
