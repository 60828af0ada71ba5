"""Errors as programs meet them: problem details, whatever went wrong and wherever."""

import pytest

from tests.support.build import a_course

MEMBERS = {"type", "title", "status", "detail", "instance", "code", "category", "retry", "fallback"}


@pytest.mark.parametrize("address", ["/api/nope", "/api/v1/nope", "/.well-known/nope", "/health/nope"])
def test_nothing_at_an_address_is_a_problem(anonymous, address):
    response = anonymous.get(address, status=404)

    assert response.content_type == "application/problem+json"
    assert response.json.keys() == MEMBERS
    assert response.json["type"] == "/problems/not-found"
    assert response.json["instance"] == address


def test_the_method_not_taken_is_told_which_are(anonymous, on_offer):
    address = f"/api/v1/courses/{on_offer(a_course()).id}"

    for method in ("POST", "PUT", "DELETE", "TRACE", "OPTIONS"):
        response = anonymous.request(address, method=method, status=405)
        assert response.headers["Allow"] == "GET, HEAD, PATCH"


def test_every_answer_says_what_a_browser_may_do_with_it(anonymous, site):
    for address in ("/api/v1/courses", "/api/nope", "/", "/nope", "/static/enrollment.css"):
        headers = anonymous.get(address, expect_errors=True).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Request-Id"]
