"""Programs get tokens for a password, and new ones for a refresh token good for one use."""

from dataclasses import replace
from datetime import timedelta

import pytest
from argon2.profiles import CHEAPEST

from enrollment.adapters.argon2_passwords import Argon2Passwords
from enrollment.adapters.memory.identity import MemoryIdentity
from enrollment.adapters.memory.refresh_tokens import MemoryRefreshTokens
from enrollment.application.issue_tokens import ACCESS_LIFETIME, REFRESH_LIFETIME, IssueTokens
from enrollment.application.sign_in import Authenticate
from enrollment.domain.errors import InvalidToken
from tests.support.build import NOON, a_student

PASSWORDS = Argon2Passwords(CHEAPEST)
KEPT = PASSWORDS.hash("correct horse")
INSTANT = timedelta(microseconds=1)


@pytest.fixture
def issue(accounts, records, clock):
    """The use case."""
    return IssueTokens(
        authenticate=Authenticate(accounts=accounts, passwords=PASSWORDS),
        accounts=accounts,
        identity=MemoryIdentity(),
        refresh_tokens=MemoryRefreshTokens(records),
        clock=clock,
    )


@pytest.fixture
def ada(known):
    """A student with a password."""
    return known(a_student(email="ada@example.edu"), KEPT)


@pytest.fixture
def tokens(issue, ada):
    """Ada's first tokens, issued at NOON."""
    return issue.for_password("ada@example.edu", "correct horse")


def test_the_access_token_speaks_for_the_user_for_a_quarter_of_an_hour(issue, ada, tokens):
    assert tokens.expires_in == 900
    assert issue.identity.identify(tokens.access_token, NOON + ACCESS_LIFETIME - INSTANT) == ada
    with pytest.raises(InvalidToken):
        issue.identity.identify(tokens.access_token, NOON + ACCESS_LIFETIME)


@pytest.mark.parametrize("credentials", [("ada@example.edu", "wrong"), ("eve@example.edu", "correct horse"), ("", "")])
def test_wrong_credentials_get_none(issue, ada, records, credentials):
    assert issue.for_password(*credentials) is None
    assert records.refresh_tokens == {}


def test_a_refresh_token_gets_the_next_ones(issue, ada, tokens, clock):
    clock.advance(timedelta(hours=1))
    following = issue.for_refresh_token(tokens.refresh_token)
    assert following.refresh_token != tokens.refresh_token
    assert issue.identity.identify(following.access_token, clock.now()) == ada


def test_tokens_go_on_as_long_as_they_are_used(issue, tokens, clock):
    for _ in range(5):
        clock.advance(REFRESH_LIFETIME - INSTANT)
        tokens = issue.for_refresh_token(tokens.refresh_token)
    assert tokens


def test_a_refresh_token_used_twice_revokes_its_whole_family(issue, tokens):
    following = issue.for_refresh_token(tokens.refresh_token)
    assert issue.for_refresh_token(tokens.refresh_token) is None
    assert issue.for_refresh_token(following.refresh_token) is None


def test_another_family_of_the_same_user_is_left_alone(issue, tokens):
    other = issue.for_password("ada@example.edu", "correct horse")
    issue.for_refresh_token(tokens.refresh_token)
    issue.for_refresh_token(tokens.refresh_token)
    assert issue.for_refresh_token(other.refresh_token)


@pytest.mark.parametrize(("age", "good"), [(REFRESH_LIFETIME - INSTANT, True), (REFRESH_LIFETIME, False)])
def test_a_refresh_token_lasts_a_fortnight(issue, tokens, clock, age, good):
    clock.advance(age)
    assert bool(issue.for_refresh_token(tokens.refresh_token)) is good


@pytest.mark.parametrize("secret", ["", "unknown", "x" * 10_000])
def test_an_unknown_refresh_token_gets_none(issue, secret):
    assert issue.for_refresh_token(secret) is None


def test_an_access_token_is_no_refresh_token(issue, tokens):
    assert issue.for_refresh_token(tokens.access_token) is None


def test_somebody_no_longer_active_gets_no_more(issue, ada, tokens, records):
    records.accounts[ada.id] = replace(records.accounts[ada.id], user=replace(ada, active=False))
    assert issue.for_refresh_token(tokens.refresh_token) is None


def test_somebody_erased_gets_no_more(issue, ada, tokens, records):
    del records.accounts[ada.id]
    assert issue.for_refresh_token(tokens.refresh_token) is None


def test_new_tokens_carry_the_roles_of_now(issue, ada, tokens, records, clock):
    promoted = replace(ada, roles=frozenset())
    records.accounts[ada.id] = replace(records.accounts[ada.id], user=promoted)
    following = issue.for_refresh_token(tokens.refresh_token)
    assert issue.identity.identify(following.access_token, clock.now()) == promoted
