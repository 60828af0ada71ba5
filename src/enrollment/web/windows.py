"""How often something happened of late: counted in this process alone, or in a storage that several share."""

from dataclasses import dataclass, field
from math import ceil
from threading import Lock
from time import time
from typing import Protocol

from limits import RateLimitItem
from limits.storage import storage_from_string
from limits.strategies import SlidingWindowCounterRateLimiter


class Windows(Protocol):
    """A sliding window counter: of the window before counts the share that the last ``expiry`` seconds reach into."""

    def hit(self, quota: RateLimitItem, name: str, who: str) -> bool:
        """Count once if that is not once too often, and return whether it is not."""

    def wait(self, quota: RateLimitItem, name: str, who: str) -> int:
        """Count nothing, and return for how many whole seconds a hit would be once too often if nobody hits; or 0."""


def windows_in(storage_url: str) -> Windows:
    """Return the counts kept there; ``memory://`` is this process."""
    return OwnWindows() if storage_url == "memory://" else SharedWindows(storage_url)


class SharedWindows:
    """The counts in a storage that every process shares, by the library ``limits``."""

    def __init__(self, storage_url: str) -> None:
        self._limiter = SlidingWindowCounterRateLimiter(storage_from_string(storage_url))

    def hit(self, quota: RateLimitItem, name: str, who: str) -> bool:
        """Count once, unless that is once too often."""
        return self._limiter.hit(quota, name, who)

    def wait(self, quota: RateLimitItem, name: str, who: str) -> int:
        """Return the seconds to wait."""
        if self._limiter.test(quota, name, who):
            return 0
        return max(1, round(self._limiter.get_window_stats(quota, name, who).reset_time - time()))


@dataclass(slots=True)
class _Pair:
    """What was counted in the window that runs, its number since 1970, and what in the one before."""

    number: int = 0
    current: dict[str, int] = field(default_factory=dict)
    previous: dict[str, int] = field(default_factory=dict)

    def turn(self, number: int) -> None:
        """Begin the window of that number; what is older than the one before it is forgotten all at once."""
        if number != self.number:
            self.previous = self.current if number == self.number + 1 else {}
            self.number, self.current = number, {}


class OwnWindows:
    """The counts of this process, which keeps no more than was counted within two windows.

    ``limits`` has a thread look through everything it keeps in memory, a hundred times a second.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._pairs: dict[tuple[str, int], _Pair] = {}

    def hit(self, quota: RateLimitItem, name: str, who: str) -> bool:
        """Count once, unless that is once too often."""
        with self._lock:
            pair, reach = self._at(time(), quota, name)
            count = pair.current.get(who, 0)
            is_allowed = int(pair.previous.get(who, 0) * reach) + count < quota.amount
            if is_allowed:
                pair.current[who] = count + 1
            return is_allowed

    def wait(self, quota: RateLimitItem, name: str, who: str) -> int:
        """Return the seconds to wait."""
        with self._lock:
            pair, reach = self._at(time(), quota, name)
            current, previous = pair.current.get(who, 0), pair.previous.get(who, 0)
        if int(previous * reach) + current < quota.amount:
            return 0
        until = 0.0 if current >= quota.amount else (quota.amount - current) / previous
        return max(1, ceil((reach - until) * quota.get_expiry()))

    def _at(self, now: float, quota: RateLimitItem, name: str) -> tuple[_Pair, float]:
        """Return the windows of the instant, and the share of the one before that still counts."""
        expiry = quota.get_expiry()
        number, elapsed = divmod(now / expiry, 1)
        pair = self._pairs.get((name, expiry))
        if pair is None:
            pair = self._pairs[name, expiry] = _Pair()
        pair.turn(int(number))
        return pair, 1 - elapsed
