"""No forged token is believed (and each is wrong in one way only: the true one of the same workshop is)."""

import random
from time import thread_time

import pytest
from joserfc import jwt

from enrollment.domain.errors import InvalidToken
from tests.unit.jose.corpus import forged
from tests.unit.jose.forgery import ADA, ISSUER, NOW, SECOND, WORKSHOPS

FORGED = [
    pytest.param(shop, token, id=f"{alg} {fault}") for alg, shop in WORKSHOPS.items() for fault, token in forged(shop)
]
shops = pytest.mark.parametrize("shop", WORKSHOPS.values(), ids=WORKSHOPS)


@shops
def test_the_workshop_can_make_a_true_token(shop):
    assert shop.identity().identify(shop.token(), NOW) == ADA


@pytest.mark.parametrize(("shop", "token"), FORGED)
def test_a_forged_token_is_refused_quickly_and_without_saying_why(shop, token):
    identity = shop.identity()

    began = thread_time()
    with pytest.raises(InvalidToken) as refusal:
        identity.identify(token, NOW)

    assert thread_time() - began < 0.05
    assert str(refusal.value) == "The access token is not valid."


def test_the_corpus_holds_what_was_promised():
    assert len(FORGED) >= 2 * 60
    assert len({param.id for param in FORGED}) == len(FORGED)


@shops
def test_a_token_with_a_bit_flipped_is_refused_even_when_the_true_one_is_remembered(shop):
    identity, true, chance = shop.identity(), shop.token(), random.Random(20261122)
    identity.identify(true, NOW)

    for _ in range(200):
        at = chance.randrange(len(true))
        flipped = true[:at] + chr(ord(true[at]) ^ 1 << chance.randrange(8)) + true[at + 1 :]
        with pytest.raises(InvalidToken):
            identity.identify(flipped, NOW)


@pytest.mark.parametrize("spare", range(1, 16))
def test_the_spare_bits_of_the_last_letter_count(spare):
    shop = WORKSHOPS["ES256"]
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    true = shop.token()
    last = letters[letters.index(true[-1]) | spare]

    with pytest.raises(InvalidToken):
        shop.identity().identify(true[:-1] + last, NOW)


@shops
def test_a_token_of_another_environment_is_refused(shop):
    for elsewhere in (shop.identity(issuer="https://staging.example.edu"), shop.identity(audience=ISSUER)):
        with pytest.raises(InvalidToken):
            elsewhere.identify(shop.token(), NOW)


@shops
def test_without_our_rules_the_library_alone_would_believe_some_of_them(shop):
    for token in (
        shop.claiming(exp=SECOND - 1),
        shop.claiming(exp=10**30),
        shop.heading(typ="JWT"),
        shop.token(payload=shop.twice("sub", "x", of=shop.claims())),
        shop.claiming(x=float("nan")),
    ):
        assert jwt.decode(token, shop.key, algorithms=[shop.alg]).claims["iss"] == ISSUER
