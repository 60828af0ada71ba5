"""A person signs in with an address and a password."""

from datetime import timedelta

import pytest
from argon2.profiles import CHEAPEST

from enrollment.adapters.argon2_passwords import Argon2Passwords
from enrollment.adapters.memory.sessions import MemorySessions
from enrollment.application.sign_in import Authenticate, SignIn, new_secret
from tests.support.build import NOON, a_student

PASSWORDS = Argon2Passwords(CHEAPEST)
KEPT = PASSWORDS.hash("correct horse")


@pytest.fixture
def sessions(records):
    """The sessions."""
    return MemorySessions(records)


@pytest.fixture
def sign_in(accounts, sessions, clock):
    """The use case."""
    return SignIn(authenticate=Authenticate(accounts=accounts, passwords=PASSWORDS), sessions=sessions, clock=clock)


def test_the_right_password_begins_a_session(sign_in, sessions, known):
    ada = known(a_student(email="ada@example.edu"), KEPT)
    secret = sign_in("ada@example.edu", "correct horse")
    session = sessions.find(secret, NOON)
    assert (session.user, session.last_seen_at) == (ada, NOON)


def test_the_address_may_be_written_as_people_write_it(sign_in, known):
    known(a_student(email="ada@example.edu"), KEPT)
    assert sign_in(" Ada@Example.EDU ", "correct horse")


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("ada@example.edu", "wrong"),
        ("ada@example.edu", ""),
        ("ada@example.edu", "x" * 2000),
        ("eve@example.edu", "correct horse"),
        ("", ""),
    ],
)
def test_wrong_credentials_begin_nothing(sign_in, known, records, email, password):
    known(a_student(email="ada@example.edu"), KEPT)
    assert sign_in(email, password) is None
    assert records.sessions == {}


def test_an_account_without_a_password_has_none_to_guess(sign_in, known):
    known(a_student(email="program@example.edu"), None)
    assert sign_in("program@example.edu", "") is None


def test_somebody_not_active_does_not_get_in(sign_in, known, records):
    known(a_student(email="ada@example.edu", active=False), KEPT)
    assert sign_in("ada@example.edu", "correct horse") is None
    assert records.sessions == {}


def test_each_sign_in_is_a_session_of_its_own(sign_in, sessions, known):
    known(a_student(email="ada@example.edu"), KEPT)
    first, second = (sign_in("ada@example.edu", "correct horse") for _ in range(2))
    sessions.end(first)
    assert sessions.find(first, NOON) is None
    assert sessions.find(second, NOON + timedelta(minutes=1))


def test_an_unknown_address_costs_a_check_of_the_password_all_the_same(accounts, clock, sessions):
    class Counted(Argon2Passwords):
        checks = 0

        def matches(self, password, kept):
            self.checks += 1
            return super().matches(password, kept)

    passwords = Counted(CHEAPEST)
    Authenticate(accounts=accounts, passwords=passwords)("eve@example.edu", "guess")
    assert passwords.checks == 1


def test_a_secret_is_256_bits_of_chance_fit_for_a_cookie():
    secrets = {new_secret() for _ in range(1000)}
    assert len(secrets) == 1000
    assert all(len(secret) == 43 and secret.replace("-", "").replace("_", "").isalnum() for secret in secrets)
