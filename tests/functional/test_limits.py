"""How often one may ask, counted by account and by the peer's address, whatever headers claim (B25, B26)."""

from uuid import uuid4

import pytest
from limits import RateLimitItemPerHour
from webtest import TestApp

from enrollment.web import limits, sign_ins
from tests.functional.conftest import PASSWORD
from tests.functional.test_forged_forms import token_in
from tests.support.build import a_course, a_student


def few(name, count):
    """A policy that lets so many through in an hour."""
    return limits.Policy(name, RateLimitItemPerHour(count))


@pytest.fixture
def guess(site):
    """Present a password grant with a wrong password, and return the answer."""
    program = TestApp(site)

    def present(username, address="192.0.2.7", password="guess", **headers):
        fields = {"grant_type": "password", "username": username, "password": password}
        environ = {"REMOTE_ADDR": address}
        return program.post("/api/v1/token", fields, headers=headers, extra_environ=environ, expect_errors=True)

    return present


def test_ten_failures_close_an_account_to_guessing(guess):
    assert [guess("a@example.edu").status_int for _ in range(10)] == [400] * 10

    refused = guess("a@example.edu")

    assert (refused.status_int, refused.json["code"]) == (429, "too-many-requests")
    assert 1 <= int(refused.headers["Retry-After"]) <= 300
    assert refused.headers["RateLimit-Policy"] == '"sign-in-failures";q=10;w=300'
    assert refused.headers["RateLimit"].startswith('"sign-in-failures";r=0;t=')


def test_neither_another_address_nor_another_spelling_helps(guess):
    for number in range(10):
        guess("a@example.edu", address=f"198.51.100.{number}")

    for spelling in ("A@EXAMPLE.EDU", " a@example.edu ", "a@Example.edu"):
        assert guess(spelling, address="203.0.113.9").status_int == 429
    assert guess("b@example.edu").status_int == 400


def test_pages_and_programs_are_counted_together(guess, browser):
    for _ in range(10):
        guess("a@example.edu")

    page = browser.get("/login")
    fields = {"csrf_token": token_in(page), "email": "a@example.edu", "password": "guess"}

    assert browser.post("/login", fields, expect_errors=True).status_int == 429


def test_after_that_the_right_password_is_not_listened_to_either(guess, on_record):
    student = on_record(a_student())
    for _ in range(10):
        guess(student.email)

    assert guess(student.email, password=PASSWORD).status_int == 429


def test_knowing_the_password_is_no_failure(browser, on_record):
    student = on_record(a_student())
    fields = {"grant_type": "password", "username": student.email, "password": PASSWORD}

    assert [browser.post("/api/v1/token", fields).status_int for _ in range(11)] == [200] * 11


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Real-IP", "Forwarded", "Client-IP"])
def test_what_a_header_claims_does_not_count(guess, monkeypatch, header):
    monkeypatch.setattr(sign_ins, "SIGN_INS", few("sign-ins", 3))
    answers = [guess(f"{n}@example.edu", **{header: f"203.0.113.{n}"}).status_int for n in range(5)]

    assert answers == [400, 400, 400, 429, 429]


def test_a_64_of_ipv6_is_one_peer(guess, monkeypatch):
    monkeypatch.setattr(sign_ins, "SIGN_INS", few("sign-ins", 3))
    answers = [guess(f"{n}@example.edu", address=f"2001:db8::{n}").status_int for n in range(5)]

    assert answers == [400, 400, 400, 429, 429]
    assert guess("9@example.edu", address="2001:db8:0:1::1").status_int == 400


def test_changes_are_counted_by_student(signed_in, monkeypatch):
    monkeypatch.setattr(limits, "CHANGES", few("changes", 2))
    one, other = signed_in(), signed_in()

    def change(browser):
        address = f"/courses/{a_course().id}/enroll"
        fields = {"csrf_token": token_in(browser.get("/me")), "idempotency_key": str(uuid4()), "consent": "1"}
        return browser.post(address, fields, expect_errors=True).status_int

    assert [change(one) for _ in range(3)] == [404, 404, 429]
    assert change(other) == 404


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer x"}, {"Cookie": "session=x"}])
def test_those_we_do_not_know_are_counted_whatever_they_show(site, monkeypatch, headers):
    monkeypatch.setattr(limits, "VISITORS", few("visitors", 2))
    visitor = TestApp(site, extra_environ={"REMOTE_ADDR": "192.0.2.9"})

    answers = [visitor.get("/api/v1/courses", headers=headers, expect_errors=True).status_int for _ in range(4)]

    assert answers[2:] == [429, 429]
    assert visitor.get("/static/enrollment.css").status_int == 200
