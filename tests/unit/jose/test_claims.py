"""A token is good from its first second to the one before its last, and not a day longer than we would issue."""

from datetime import timedelta

import pytest

from enrollment.adapters.jose import claims
from enrollment.domain.errors import InvalidToken
from tests.unit.jose.forgery import ADA, AUDIENCE, EC, ISSUER, NOW, SECOND, WORKSHOPS

INSTANT = timedelta(microseconds=1)
DAY = timedelta(days=1)
SHOP = WORKSHOPS["HS256"]


def is_good(at=NOW, **changes):
    try:
        return SHOP.identity().identify(SHOP.claiming(**changes), at) == ADA
    except InvalidToken:
        return False


@pytest.mark.parametrize(("ends", "good"), [(SECOND - 1, False), (SECOND, False), (SECOND + 1, True)])
def test_the_end_is_the_first_second_at_which_it_is_over(ends, good):
    assert is_good(exp=ends) is good


def test_it_is_good_until_the_very_last_instant():
    assert is_good(NOW - INSTANT, exp=SECOND)


@pytest.mark.parametrize("claim", ["iat", "nbf"])
@pytest.mark.parametrize(("ahead", "good"), [(29, True), (30, True), (31, False)])
def test_a_clock_half_a_minute_ahead_is_forgiven(claim, ahead, good):
    assert is_good(**{claim: SECOND + ahead}) is good


@pytest.mark.parametrize(("lifetime", "good"), [(86_399, True), (86_400, True), (86_401, False)])
def test_nobody_believes_more_than_a_day(lifetime, good):
    assert is_good(iat=SECOND, exp=SECOND + lifetime) is good


@pytest.mark.parametrize("lifetime", [-INSTANT, timedelta(0), DAY + timedelta(seconds=1)])
def test_a_lifetime_nobody_would_believe_is_not_written(lifetime):
    with pytest.raises(ValueError, match="24 hours"):
        claims.write(ADA, NOW, lifetime, issuer=ISSUER, audience=AUDIENCE)


def test_a_program_without_a_name_or_an_address_is_somebody():
    assert SHOP.identity().identify(SHOP.claiming(name="", email="", roles=[]), NOW).name == ""


def test_a_token_that_would_be_too_long_to_read_is_not_issued():
    with pytest.raises(ValueError, match="8192 bytes"):
        SHOP.identity().issue(ADA.__class__(id=ADA.id, email="", name="x" * 7000, roles=ADA.roles), NOW, DAY)


def test_what_is_passed_over_is_not_believed_either():
    user = SHOP.identity().identify(SHOP.claiming(admin=True, active=False, scope="root"), NOW)
    assert user == ADA


def test_only_a_key_fit_for_signing_makes_an_identity():
    with pytest.raises(ValueError, match="P-256"):
        WORKSHOPS["ES256"].__class__(EC.import_key(EC.as_dict(private=False)), "ES256").identity()
