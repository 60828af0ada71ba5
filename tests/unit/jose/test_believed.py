"""A signature is checked once; the time, every time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from enrollment.adapters.jose.believed import Believed
from enrollment.adapters.jose.claims import Claims
from enrollment.domain.errors import InvalidToken
from tests.unit.jose.forgery import ADA, NOW, SECOND, WORKSHOPS

SHOP = WORKSHOPS["ES256"]
CLAIMS = Claims(user=ADA, begins=SECOND, ends=SECOND + 900)


def test_what_is_remembered_is_found():
    believed = Believed(2)
    believed.add("a", CLAIMS)
    assert (believed.find("a"), believed.find("b")) == (CLAIMS, None)


def test_the_one_not_asked_for_the_longest_is_forgotten():
    believed = Believed(2)
    believed.add("a", CLAIMS)
    believed.add("b", CLAIMS)
    believed.find("a")

    believed.add("c", CLAIMS)

    assert [believed.find(token) is not None for token in "abc"] == [True, False, True]


def test_many_threads_at_once_leave_it_whole():
    believed = Believed(10)

    def churn(start):
        for n in range(2000):
            believed.add(f"{(start + n) % 50}", CLAIMS)
            believed.find(f"{n % 50}")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(churn, range(8)))
    assert sum(believed.find(f"{n}") is not None for n in range(50)) == 10


def test_a_remembered_token_ends_as_any_other():
    identity, token = SHOP.identity(), SHOP.claiming(exp=SECOND + 60)
    assert identity.identify(token, NOW) == ADA

    with pytest.raises(InvalidToken):
        identity.identify(token, NOW + timedelta(seconds=60))


def test_a_remembered_token_is_not_good_before_its_time():
    identity, token = SHOP.identity(), SHOP.token()
    assert identity.identify(token, NOW) == ADA

    with pytest.raises(InvalidToken):
        identity.identify(token, NOW - timedelta(hours=1))


def test_what_one_environment_believes_is_no_matter_to_another():
    assert SHOP.identity().identify(SHOP.token(), NOW) == ADA

    with pytest.raises(InvalidToken):
        SHOP.identity(issuer="https://staging.example.edu").identify(SHOP.token(), NOW)
