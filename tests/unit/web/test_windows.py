"""How often something happened of late, counted in one process as the library ``limits`` counts it."""

import time
from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import active_count

import pytest
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage

from enrollment.web import windows

BEGIN = 1_800_000_000.0  # a window of a minute begins here
THRICE = RateLimitItemPerMinute(3)


class Now:
    """The time, moved by hand."""

    def __init__(self, monkeypatch):
        self.at = BEGIN
        monkeypatch.setattr(time, "time", lambda: self.at)
        monkeypatch.setattr(windows, "time", lambda: self.at)


@pytest.fixture
def now(monkeypatch):
    """The time, standing still at the beginning of a window."""
    return Now(monkeypatch)


@pytest.fixture
def own():
    """The counts of this process."""
    return windows.windows_in("memory://")


def hits(counts, who="Ada", times=1):
    """Hit so often, and return how often that was allowed."""
    return sum(counts.hit(THRICE, "policy", who) for _ in range(times))


@pytest.mark.parametrize("seed", range(20))
def test_it_counts_as_the_library_does(now, own, monkeypatch, seed):
    monkeypatch.setattr(MemoryStorage, "_MemoryStorage__schedule_expiry", lambda self: None)  # no threads
    library, random = windows.SharedWindows("memory://"), Random(seed)
    quota = RateLimitItemPerMinute(random.randint(1, 6), random.choice([1, 5]))
    for _ in range(300):
        now.at += random.choice([0, 0, 0.1, 3, 29.5, 60, 200]) * random.random()
        who = random.choice(["Ada", "Bo"])

        assert bool(own.wait(quota, "policy", who)) == bool(library.wait(quota, "policy", who))
        assert own.hit(quota, "policy", who) == library.hit(quota, "policy", who)


def test_each_and_each_policy_has_a_count_of_its_own(now, own):
    assert hits(own, "Ada", 5) == 3
    assert hits(own, "Bo", 5) == 3
    assert own.hit(THRICE, "another", "Ada")


@pytest.mark.parametrize("after", [0, 13.7, 59.9, 61, 90])
def test_whoever_waits_as_long_as_told_is_let_in_and_not_a_second_before(now, own, after):
    hits(own, times=2)
    now.at += after
    hits(own, times=3)
    wait = own.wait(THRICE, "policy", "Ada")

    now.at += wait - 1.001
    assert hits(own) == 0
    now.at += 1.002
    assert hits(own) == 1


def test_nothing_is_kept_for_longer_than_two_windows(now, own):
    for number in range(1000):
        hits(own, f"visitor {number}")
    kept = own._pairs["policy", 60]
    now.at += 60
    hits(own)
    assert (len(kept.current), len(kept.previous)) == (1, 1000)

    now.at += 60
    hits(own)

    assert (len(kept.current), len(kept.previous)) == (1, 1)


def test_threads_count_together_and_none_is_started(now, own):
    threads = active_count()
    assert hits(own, "Ada") == 1
    assert active_count() == threads

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(lambda _: hits(own, "Bo", 50), range(8))) == 3
