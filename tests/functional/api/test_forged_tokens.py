"""Forged tokens are answered all alike (B42 to B45)."""

import pytest

from enrollment.adapters.memory.clock import StoppedClock
from tests.unit.jose.corpus import forged
from tests.unit.jose.forgery import ADA, NOW, WORKSHOPS


@pytest.fixture
def clock():
    """The clock at the instant the tokens are made for."""
    return StoppedClock(NOW)


@pytest.fixture(params=WORKSHOPS)
def shop(request):
    """A workshop with the very key the site signs with."""
    return WORKSHOPS[request.param]


@pytest.fixture
def identity(shop):
    """What the site believes."""
    return shop.identity()


@pytest.fixture
def shown(anonymous):
    """Show a token, as the bytes it is made of."""

    def show(token):
        authorization = f"Bearer {token}".encode().decode("latin-1")
        return anonymous.get("/api/v1/me", extra_environ={"HTTP_AUTHORIZATION": authorization}, expect_errors=True)

    return show


def test_a_true_token_is_believed(shop, shown):
    assert shown(shop.token()).json["email"] == ADA.email


def test_every_forged_one_has_the_same_answer(shop, shown):
    bodies, believed = set(), []
    for fault, token in forged(shop):
        if token != token.strip():
            continue  # blanks around a header's value are no part of it (RFC 9110 §5.5)
        response = shown(token)
        if response.status_int not in (401, 431):  # 431: longer than all header fields together may be
            believed.append(fault)
        if response.status_int == 401:
            assert response.headers["WWW-Authenticate"] == 'Bearer error="invalid_token"'
            bodies.add(response.body)
    assert believed == []
    assert len(bodies) == 1


@pytest.mark.parametrize("scheme", ["Basic dTpw", "Bearer", "bearer", "Token x", "", "Digest a=b"])
def test_another_scheme_is_no_token(anonymous, scheme):
    anonymous.get("/api/v1/me", extra_environ={"HTTP_AUTHORIZATION": scheme}, status=401)


def test_a_token_of_yesterday_is_none(shop, shown, clock):
    token = shop.token()
    assert shown(token).status_int == 200

    clock.advance(NOW - NOW.replace(hour=0))

    assert shown(token).status_int == 401
