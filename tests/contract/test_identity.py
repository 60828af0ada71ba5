"""The promises of the port Identity, kept by every adapter of it."""

from datetime import timedelta

import pytest
from joserfc.jwk import ECKey

from enrollment.adapters.jose.identity import JoseIdentity
from enrollment.adapters.jose.keys import key_of_secret
from enrollment.adapters.memory.identity import MemoryIdentity
from enrollment.domain.errors import InvalidToken
from enrollment.domain.users import Role
from tests.support.build import NOON, a_staff_member, a_student

QUARTER = timedelta(minutes=15)
INSTANT = timedelta(microseconds=1)


def an_identity(kind):
    """An identity of that kind, with a key of its own."""
    match kind:
        case "ES256":
            return JoseIdentity(ECKey.generate_key("P-256"), "https://us.example", "https://us.example/api")
        case "HS256":
            return JoseIdentity(key_of_secret("a secret of 32 bytes, or of more"), "https://us.example", "us")
        case "memory":
            return MemoryIdentity()


@pytest.fixture(params=["ES256", "HS256", "memory"])
def identity(request):
    """Each adapter in turn."""
    return an_identity(request.param)


def test_a_token_speaks_for_whom_it_was_issued_to(identity):
    grace = a_staff_member(name="Grace “Amazing” Höpper 🎓", roles=frozenset({Role.STAFF, Role.STUDENT}))
    assert identity.identify(identity.issue(grace, NOON, QUARTER), NOON) == grace


def test_somebody_without_roles_stays_without(identity):
    nobody = a_student(roles=frozenset())
    assert identity.identify(identity.issue(nobody, NOON, QUARTER), NOON) == nobody


@pytest.mark.parametrize("at", [NOON, NOON + INSTANT, NOON + QUARTER - INSTANT])
def test_a_token_is_good_for_its_lifetime(identity, at):
    ada = a_student()
    assert identity.identify(identity.issue(ada, NOON, QUARTER), at) == ada


@pytest.mark.parametrize("at", [NOON + QUARTER, NOON + QUARTER + INSTANT, NOON - timedelta(hours=1)])
def test_a_token_is_not_good_outside_its_lifetime(identity, at):
    token = identity.issue(a_student(), NOON, QUARTER)
    with pytest.raises(InvalidToken):
        identity.identify(token, at)


def test_a_token_is_still_over_after_it_was_good(identity):
    token = identity.issue(a_student(), NOON, QUARTER)
    identity.identify(token, NOON)
    with pytest.raises(InvalidToken):
        identity.identify(token, NOON + QUARTER)


def test_no_two_tokens_are_the_same(identity):
    ada = a_student()
    assert identity.issue(ada, NOON, QUARTER) != identity.issue(ada, NOON, QUARTER)


@pytest.mark.parametrize("stranger", ["ES256", "HS256", "memory"])
def test_a_strangers_token_is_refused(stranger):
    ours, theirs = an_identity("ES256"), an_identity(stranger)
    with pytest.raises(InvalidToken):
        ours.identify(theirs.issue(a_student(), NOON, QUARTER), NOON)


@pytest.mark.parametrize("token", ["", ".", "..", "token", "é", "x" * 100_000])
def test_what_is_no_token_is_refused_in_the_same_words(identity, token):
    with pytest.raises(InvalidToken, match=r"^The access token is not valid\.$"):
        identity.identify(token, NOON)


def test_only_public_keys_are_published(identity):
    members = {name for key in identity.public_keys()["keys"] for name in key}
    assert members <= {"kty", "crv", "x", "y", "kid", "use", "alg"}
