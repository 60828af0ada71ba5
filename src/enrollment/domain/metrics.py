"""The six figures made of what is measured (user's document, Key Metrics to Track).

Each is None where there is nothing to divide by.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from enrollment.domain.devices import Device
from enrollment.domain.measures import LONGEST_MS, UNTIMED, UP_TO_MS, Count, Kind


@dataclass(frozen=True, slots=True)
class Times:
    """Half of them took at most ``median_ms``, and 19 of 20 at most ``p95_ms``; as exact as the buckets are."""

    median_ms: int
    p95_ms: int


def total(counts: Iterable[Count], kind: Kind, device: Device | None = None) -> int:
    """Return how often it happened, on that class of device or on any."""
    return sum(one.times for one in counts if one.kind is kind and device in (None, one.device))


def conversion_rate(counts: Collection[Count]) -> float | None:
    """Enroll clicks per course view."""
    return _share(total(counts, Kind.CLICK), total(counts, Kind.VIEW))


def success_rate(counts: Collection[Count], device: Device | None = None) -> float | None:
    """Successful enrollments per attempt."""
    return _share(total(counts, Kind.SUCCESS, device), total(counts, Kind.ATTEMPT, device))


def error_rate(counts: Collection[Count]) -> float | None:
    """Failed enrollments per attempt."""
    return _share(total(counts, Kind.FAILURE), total(counts, Kind.ATTEMPT))


def time_to_enroll(counts: Collection[Count]) -> Times | None:
    """Time from the click to the seat, of those who got one and whose click is known."""
    buckets: Counter[int] = Counter()
    for one in counts:
        if one.kind is Kind.SUCCESS and one.up_to_ms != UNTIMED:
            buckets[one.up_to_ms] += one.times
    return Times(_quantile(buckets, 0.5), _quantile(buckets, 0.95)) if buckets.total() else None


def abandonment_rate(counts: Collection[Count]) -> float | None:
    """Cancelled confirmations per confirmation shown."""
    return _share(total(counts, Kind.CANCELLED), total(counts, Kind.SHOWN))


def mobile_vs_desktop(counts: Collection[Count]) -> Mapping[Device, float | None]:
    """The success rate on each class of device."""
    return {device: success_rate(counts, device) for device in Device}


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _quantile(buckets: Mapping[int, int], share: float) -> int:
    """Return where that share of them lies, as if those in a bucket were spread evenly over it."""
    wanted = share * sum(buckets.values())
    below, lower = 0, 0
    for upper in UP_TO_MS:
        here = buckets.get(upper, 0)
        if here and below + here >= wanted:
            return round(lower + (upper - lower) * (wanted - below) / here)
        below, lower = below + here, upper
    return LONGEST_MS
