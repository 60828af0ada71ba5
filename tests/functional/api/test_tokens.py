"""Tokens for programs: the password and the refresh grant."""

import pytest

from tests.functional.conftest import PASSWORD
from tests.support.build import a_student

TOKEN = "/api/v1/token"


@pytest.fixture
def student(on_record):
    """A student with a password."""
    return on_record(a_student())


@pytest.fixture
def grant(anonymous):
    """Present a grant."""

    def present(status=200, **fields):
        return anonymous.post(TOKEN, fields, status=status)

    return present


def by_password(student, **other):
    """The fields of the password grant."""
    return {"grant_type": "password", "username": student.email, "password": PASSWORD} | other


def test_a_password_is_exchanged_for_tokens_that_speak_for_the_student(grant, anonymous, student):
    response = grant(**by_password(student))

    assert (response.json["token_type"], response.json["expires_in"]) == ("Bearer", 900)
    assert response.headers["Cache-Control"] == "no-store"
    anonymous.authorization = ("Bearer", response.json["access_token"])
    assert anonymous.get("/api/v1/me").json["id"] == str(student.id)


@pytest.mark.parametrize("wrong", [{"password": "wrong"}, {"username": "nobody@example.edu"}])
def test_wrong_credentials_are_an_invalid_grant_and_never_which(grant, student, wrong):
    problem = grant(**by_password(student, **wrong), status=400)

    assert problem.content_type == "application/problem+json"
    assert (problem.json["error"], problem.json["code"]) == ("invalid_grant", "invalid-grant")
    assert problem.json["error_description"] == "The credentials are not valid."


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({}, "invalid_request"),
        ({"grant_type": "password"}, "invalid_request"),
        ({"grant_type": "password", "username": "a@example.edu"}, "invalid_request"),
        ({"grant_type": "refresh_token"}, "invalid_request"),
        ({"grant_type": "client_credentials"}, "unsupported_grant_type"),
        ({"grant_type": "PASSWORD"}, "unsupported_grant_type"),
    ],
)
def test_a_grant_that_is_incomplete_or_unknown_is_told_so(grant, fields, error):
    assert grant(**fields, status=400).json["error"] == error


def test_fields_of_other_grants_are_passed_over(grant, student):
    grant(**by_password(student, scope="everything", client_id="x"))


def test_a_field_given_twice_is_an_invalid_request(anonymous):
    problem = anonymous.post(TOKEN, "grant_type=password&grant_type=password", status=400).json

    assert problem["error"] == "invalid_request"


def test_a_refresh_token_gives_the_next_pair(grant, student):
    first = grant(**by_password(student)).json

    second = grant(grant_type="refresh_token", refresh_token=first["refresh_token"]).json

    assert second["refresh_token"] != first["refresh_token"]


def test_a_refresh_token_used_twice_revokes_the_whole_family_for_good(grant, student):
    first = grant(**by_password(student)).json["refresh_token"]
    second = grant(grant_type="refresh_token", refresh_token=first).json["refresh_token"]

    for token in (first, second):
        refused = grant(grant_type="refresh_token", refresh_token=token, status=400)
        assert refused.json["error"] == "invalid_grant"


def test_json_is_not_how_a_grant_is_written(anonymous):
    anonymous.post_json(TOKEN, {"grant_type": "password"}, status=415)


def test_the_public_keys_are_published_and_nothing_else_of_them(anonymous):
    (key,) = anonymous.get("/.well-known/jwks.json").json["keys"]

    assert (key["alg"], key["use"]) == ("ES256", "sig")
    assert "d" not in key
