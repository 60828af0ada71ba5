"""Trying a request again by ourselves: what is worth it, after which pause, and until when."""

from collections.abc import Callable
from random import SystemRandom
from time import monotonic, sleep
from typing import Any

from pyramid.config import Configurator
from pyramid_retry import mark_error_retryable

from enrollment.domain.errors import CourseContended, OutcomeUnknown

ATTEMPTS = 5
LATEST = 3.0  # seconds after its first try began, up to which a request is tried again: somebody waits
PAUSE = 0.05  # seconds before the second try, at most; twice as many before the next, and so on
_random = SystemRandom()


def retries_tween_factory(handler: Callable[[Any], Any], registry: Any) -> Callable[[Any], Any]:
    """Look at what failed before anybody decides whether to try again."""

    def retries_tween(request: Any) -> Any:
        began = request.environ.setdefault("enrollment.began", monotonic())
        if attempt := request.environ.get("retry.attempt"):
            pause(attempt - 1)
        try:
            response = handler(request)
        except Exception as error:
            _weigh(request, error, began)
            raise
        failure = getattr(request, "exception", None)
        if failure is not None:
            _weigh(request, failure, began)
        return response

    return retries_tween


def _weigh(request: Any, failure: Exception, began: float) -> None:
    """Decide anew what others were faster at, ask again how it came out if the record knows it by a key, until late."""
    if isinstance(failure, CourseContended) or (isinstance(failure, OutcomeUnknown) and getattr(request, "key", None)):
        mark_error_retryable(failure)
    if monotonic() - began > LATEST:
        request.environ["retry.attempts"] = request.environ["retry.attempt"] + 1


def pause(attempt: int) -> None:
    """Give way after a failed attempt, each for a time of their own, to whatever it met with. Nothing is open."""
    longest = PAUSE * 2**attempt
    sleep(_random.uniform(longest / 2, longest))


def includeme(config: Configurator) -> None:
    """Join above the transaction, so that what fails in COMMIT is seen, and below the journal, which tells of it."""
    config.add_tween(
        "enrollment.web.retries.retries_tween_factory",
        under="enrollment.web.journal.journal_tween_factory",
        over="pyramid_tm.tm_tween_factory",
    )
