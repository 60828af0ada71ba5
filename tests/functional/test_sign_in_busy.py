"""Only so many sign-ins at once in a process: whoever comes while all places are taken is told when to come again."""

from configparser import ConfigParser
from pathlib import Path

import pytest
from webtest import TestApp

from enrollment.web import sign_ins
from tests.functional.conftest import PASSWORD
from tests.functional.test_forged_forms import token_in
from tests.support.build import a_student

ROOT = Path(__file__).parents[2]


@pytest.fixture
def student(on_record):
    """A student with a password."""
    return on_record(a_student())


@pytest.fixture
def busy(site):
    """Every place is taken."""
    for _ in range(sign_ins.AT_ONCE):
        assert site.registry.sign_ins.acquire(blocking=False)
    return site.registry.sign_ins


@pytest.fixture
def grant(site, student):
    """Present the student's password, or another grant."""
    fields = {"grant_type": "password", "username": student.email, "password": PASSWORD}
    return lambda **other: TestApp(site).post("/api/v1/token", other or fields, expect_errors=True)


def test_a_person_is_told_in_words_when_to_come_again(browser, student, busy):
    fields = {"csrf_token": token_in(browser.get("/login")), "email": student.email, "password": PASSWORD}

    answer = browser.post("/login", fields, status=503)

    assert answer.headers["Retry-After"] == "2"
    assert "Very many people are signing in just now." in answer
    busy.release()
    browser.post("/login", fields, status=303)


def test_a_program_is_told_so_as_a_problem(grant, busy):
    refused = grant()

    assert (refused.status_int, refused.content_type) == (503, "application/problem+json")
    assert (refused.json["code"], refused.json["error"]) == ("sign-in-busy", "temporarily_unavailable")
    assert refused.headers["Retry-After"] == "2"


def test_to_be_sent_away_counts_as_no_sign_in_and_no_failure(grant, busy, monkeypatch):
    monkeypatch.setattr(sign_ins, "SIGN_INS", sign_ins.Policy("sign-ins", sign_ins.RateLimitItemPerMinute(1)))
    assert [grant().status_int for _ in range(11)] == [503] * 11

    busy.release()

    assert grant().status_int == 200


def test_a_place_is_free_again_however_the_sign_in_ended(grant):
    wrong = {"grant_type": "password", "username": "a@example.edu", "password": "guess"}
    broken = wrong | {"grant_type": "x"}

    assert [grant(**fields).status_int for fields in [wrong, broken] * sign_ins.AT_ONCE] == [400] * 2 * sign_ins.AT_ONCE
    assert grant().status_int == 200


def test_what_has_no_password_to_check_takes_no_place(browser, grant, busy):
    assert grant(grant_type="refresh_token", refresh_token="x").status_int == 400
    assert browser.get("/login").status_int == 200


@pytest.mark.parametrize("ini", ["development.ini", "production.ini"])
def test_they_never_take_every_thread(ini):
    read = ConfigParser(interpolation=None)
    read.read(ROOT / ini)

    assert read.getint("server:main", "threads") > sign_ins.AT_ONCE
    assert sign_ins.AT_ONCE < 4  # what waitress has unless it is told
