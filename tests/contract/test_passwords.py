"""The promises of the port Passwords, kept by every adapter of it."""

from concurrent.futures import ThreadPoolExecutor
from time import perf_counter

import pytest
from argon2 import Parameters, Type
from argon2.profiles import CHEAPEST

from enrollment.adapters.argon2_passwords import Argon2Passwords

SLOW_ENOUGH_TO_MEASURE = Parameters(Type.ID, 19, 16, 32, time_cost=4, memory_cost=8192, parallelism=1)


@pytest.fixture
def passwords():
    """Argon2 as cheap as it gets: what is tested here is not its strength."""
    return Argon2Passwords(CHEAPEST)


@pytest.mark.parametrize("password", ["correct horse", "", " ", "pässwörd 🔑", "\0x", "x" * 1024, "é" * 512])
def test_a_password_matches_its_own_hash(passwords, password):
    assert passwords.matches(password, passwords.hash(password)) is True


@pytest.mark.parametrize("guess", ["", "Correct horse", "correct horse ", "correct horse\0", "correct hors"])
def test_no_other_password_does(passwords, guess):
    assert passwords.matches(guess, passwords.hash("correct horse")) is False


def test_an_accent_may_be_composed_by_any_keyboard(passwords):
    assert passwords.matches("ne\u0301e", passwords.hash("n\u00e9e"))


def test_the_same_password_is_hashed_differently_each_time_and_never_kept(passwords):
    first, second = passwords.hash("correct horse"), passwords.hash("correct horse")
    assert first != second
    assert "correct" not in first


@pytest.mark.parametrize(
    "kept", [None, "", "x", "correct horse", "$argon2id$", "$argon2id$v=19$m=8,t=1,p=1$$", "é", "\0"]
)
def test_nothing_matches_what_is_no_hash(passwords, kept):
    assert passwords.matches("correct horse", kept) is False


@pytest.mark.parametrize("password", ["x" * 1025, "é" * 513, "x" * 10_000_000, "\ud800"])
def test_a_password_that_cannot_be_hashed_is_refused_before_it_costs_anything(passwords, password):
    with pytest.raises(ValueError, match=r"bytes|surrogates"):
        passwords.hash(password)
    assert passwords.matches(password, passwords.hash("correct horse")) is False


def test_hashes_are_made_as_the_rfc_recommends():
    assert Argon2Passwords().hash("correct horse").startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def quickest(passwords, kept):
    """The shortest of several trials, in seconds: what the work takes when nothing else gets in its way."""

    def seconds():
        began = perf_counter()
        passwords.matches("a guess", kept)
        return perf_counter() - began

    return min(seconds() for _ in range(7))


@pytest.mark.parametrize("kept", [None, "not a hash"])
def test_it_takes_as_long_when_nothing_was_kept(kept):
    passwords = Argon2Passwords(SLOW_ENOUGH_TO_MEASURE)
    usual = quickest(passwords, passwords.hash("correct horse"))
    assert quickest(passwords, kept) == pytest.approx(usual, rel=0.4)


def test_the_stopwatch_would_notice_a_short_cut():
    class ShortCut(Argon2Passwords):
        def matches(self, password, kept):
            return kept is not None and super().matches(password, kept)

    passwords = ShortCut(SLOW_ENOUGH_TO_MEASURE)
    assert quickest(passwords, None) < 0.4 * quickest(passwords, passwords.hash("correct horse"))


def test_a_storm_of_sign_ins_is_answered_two_at_a_time():
    class Watched(Argon2Passwords):
        inside, most = 0, 0

        def _verifies(self, kept, secret):
            self.inside += 1
            self.most = max(self.most, self.inside)
            verdict = super()._verifies(kept, secret)
            self.inside -= 1
            return verdict

    passwords = Watched(SLOW_ENOUGH_TO_MEASURE)
    kept = passwords.hash("correct horse")
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(passwords.matches, ["correct horse", "wrong"] * 8, [kept] * 16))
    assert answers == [True, False] * 8
    assert passwords.most == 2
