"""What this process has answered: how often, with what status, and how long it took."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock

UP_TO = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)  # seconds; the last bucket has no bound


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers alike: how many took at most each bound of UP_TO, or any time at all, and the seconds of all of them."""

    buckets: tuple[int, ...]
    seconds: float

    @property
    def count(self) -> int:
        """How many there were."""
        return self.buckets[-1]


class Traffic:
    """The answers so far, by route and status. There are only so many of either."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._buckets: defaultdict[tuple[str, int], Counter[int]] = defaultdict(Counter)
        self._seconds: defaultdict[tuple[str, int], float] = defaultdict(float)

    def note(self, route: str, status: int, seconds: float) -> None:
        """Note an answer; ``route`` is "" where the address was none of ours."""
        with self._lock:
            self._buckets[route, status][bisect_left(UP_TO, seconds)] += 1
            self._seconds[route, status] += seconds

    def answers(self) -> Mapping[tuple[str, int], Answers]:
        """Return what was noted, each bucket with those below it, as Prometheus has them."""
        with self._lock:
            return {
                key: Answers(_running(buckets), self._seconds[key]) for key, buckets in sorted(self._buckets.items())
            }


def _running(buckets: Counter[int]) -> tuple[int, ...]:
    below, totals = 0, []
    for place in range(len(UP_TO) + 1):
        below += buckets[place]
        totals.append(below)
    return tuple(totals)
