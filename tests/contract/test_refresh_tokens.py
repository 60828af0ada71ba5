"""The port RefreshTokens."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from enrollment.ports.refresh_tokens import RefreshToken
from tests.contract.stores import race
from tests.support.build import NOON


@pytest.fixture
def token(student):
    """A token nobody has used."""
    return RefreshToken(user_id=student.id, family=uuid4(), expires_at=NOON + timedelta(microseconds=1))


def test_a_token_is_redeemed_as_it_was_added(ports, token):
    ports.refresh_tokens.add("s3cret", token)

    assert ports.refresh_tokens.redeem("s3cret") == token


def test_a_token_redeemed_again_shows_that_it_was_used(ports, token):
    ports.refresh_tokens.add("s3cret", token)
    ports.refresh_tokens.redeem("s3cret")

    assert ports.refresh_tokens.redeem("s3cret") == replace(token, used=True)
    assert ports.refresh_tokens.redeem("s3cret") == replace(token, used=True)


def test_redeeming_one_token_leaves_the_others_of_its_family_unused(ports, token):
    ports.refresh_tokens.add("first", token)
    ports.refresh_tokens.add("second", token)

    ports.refresh_tokens.redeem("first")

    assert ports.refresh_tokens.redeem("second") == token


@pytest.mark.parametrize("secret", ["", "S3cret", "s3cret ", "%"])
def test_another_secret_redeems_nothing(ports, token, secret):
    ports.refresh_tokens.add("s3cret", token)

    assert ports.refresh_tokens.redeem(secret) is None


def test_a_family_is_revoked_whole_and_alone(ports, token):
    stranger = replace(token, family=uuid4())
    ports.refresh_tokens.add("first", token)
    ports.refresh_tokens.add("second", token)
    ports.refresh_tokens.add("stranger", stranger)
    ports.refresh_tokens.redeem("first")

    ports.refresh_tokens.revoke(token.family)

    assert ports.refresh_tokens.redeem("first") == replace(token, used=True, revoked=True)
    assert ports.refresh_tokens.redeem("second") == replace(token, revoked=True)
    assert ports.refresh_tokens.redeem("stranger") == stranger


def test_revoking_a_family_nobody_knows_is_no_error(ports):
    ports.refresh_tokens.revoke(uuid4())


def test_of_many_who_redeem_at_once_one_sees_the_token_unused(store, ports, token):
    ports.refresh_tokens.add("s3cret", token)

    answers = race(store, *[lambda ports: ports.refresh_tokens.redeem("s3cret")] * 8)

    assert answers.count(token) == 1
    assert answers.count(replace(token, used=True)) == 7


@pytest.mark.parametrize(("off", "forgotten"), [(0, 0), (1, 1), (2, 1)])
def test_a_token_is_forgotten_once_it_has_expired(ports, token, off, forgotten):
    ports.refresh_tokens.add("s3cret", token)

    assert ports.refresh_tokens.forget(NOON + timedelta(microseconds=off)) == forgotten
    assert (ports.refresh_tokens.redeem("s3cret") is None) is bool(forgotten)
