"""When a request is tried again: with a pause that grows and differs, while it is worth it, and never on a guess."""

from types import SimpleNamespace

import pytest
from pyramid_retry import is_error_retryable, mark_error_retryable

from enrollment.domain.errors import OutcomeUnknown, Unavailable
from enrollment.web import retries
from tests.support.build import a_key


def failing(error, **about):
    """What becomes of a first try that fails so: the request, seen by whoever decides whether there is a second."""
    request = SimpleNamespace(environ={"retry.attempt": 0, "retry.attempts": 5}, **about)

    def handler(_request):
        raise error

    with pytest.raises(type(error)):
        retries.retries_tween_factory(handler, None)(request)
    return request


def undone():
    """A fault that undid everything."""
    error = Unavailable()
    mark_error_retryable(error)
    return error


@pytest.mark.parametrize(("latest", "again"), [(3.0, True), (-1.0, False)], ids=["in time", "late"])
def test_nobody_waits_for_ever(monkeypatch, latest, again):
    monkeypatch.setattr(retries, "LATEST", latest)
    error = undone()

    assert is_error_retryable(failing(error), error) is again


@pytest.mark.parametrize(("key", "again"), [(a_key(), True), (None, False)], ids=["with a key", "without"])
def test_what_may_have_been_done_is_asked_again_under_its_key_only(key, again):
    error = OutcomeUnknown()

    assert is_error_retryable(failing(error, key=key), error) is again


def test_a_failure_shown_by_an_error_page_is_weighed_as_well():
    error = OutcomeUnknown()
    request = SimpleNamespace(environ={"retry.attempt": 0, "retry.attempts": 5}, key=a_key(), exception=error)

    retries.retries_tween_factory(lambda request: "a page", None)(request)

    assert is_error_retryable(request, error)


@pytest.mark.parametrize(("attempt", "longest"), [(0, 0.05), (1, 0.1), (3, 0.4)])
def test_the_pause_grows_and_differs(monkeypatch, attempt, longest):
    slept = []
    monkeypatch.setattr(retries, "sleep", slept.append)

    for _ in range(50):
        retries.pause(attempt)

    assert all(longest / 2 <= seconds <= longest for seconds in slept)
    assert len(set(slept)) > 25
