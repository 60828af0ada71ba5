"""What is measured of the way into a course."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from enrollment.domain.catalog import end_of_deadline, start_of_day
from enrollment.domain.devices import Device
from enrollment.domain.identifiers import MessageId

# The histogram of times, in milliseconds: each bucket holds what is longer than the one before and no longer than this.
UP_TO_MS = (
    *(1_000, 2_000, 3_000, 5_000, 8_000, 12_000, 20_000, 30_000, 45_000),
    *(60_000, 90_000, 120_000, 180_000, 300_000, 600_000, 1_800_000, 3_600_000),
)
LONGEST_MS = UP_TO_MS[-1]  # whoever takes longer has been away meanwhile
UNTIMED = 0


class Kind(StrEnum):
    """What happened. An attempt is a decision on record, and each one is either a success or a failure."""

    VIEW = "course-view"
    CLICK = "enroll-click"
    SHOWN = "confirmation-shown"
    CANCELLED = "confirmation-cancelled"
    ATTEMPT = "attempt"
    SUCCESS = "success"
    FAILURE = "failure"


@dataclass(frozen=True, slots=True)
class Days:
    """The days on campus from ``first`` to ``last``, both included."""

    first: date
    last: date

    def instants(self, campus: ZoneInfo) -> tuple[datetime, datetime]:
        """Return the instant at which they begin, and the one at which they are over."""
        return start_of_day(self.first, campus), end_of_deadline(self.last, campus)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Something that happened, ``times`` over on one day on campus; ``at`` is the latest of them.

    ``reason`` is the code of a failure's headline, ``duration_ms`` the time from the click to the decision,
    ``message_id`` the message it was counted from: the same one again is no second time.
    """

    kind: Kind
    device: Device
    day: date
    at: datetime
    reason: str = ""
    duration_ms: int | None = None
    times: int = 1
    message_id: MessageId | None = None


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Count:
    """How often it happened on a day. ``up_to_ms`` is the bucket of its duration, or UNTIMED."""

    day: date
    kind: Kind
    device: Device
    reason: str = ""
    up_to_ms: int = UNTIMED
    times: int = 1


def counted(measures: Iterable[Measure]) -> Sequence[Count]:
    """Return the measures added up, in order: one count for each day, kind, device, reason and bucket."""
    times: Counter[Count] = Counter()
    for one in measures:
        alike = Count(day=one.day, kind=one.kind, device=one.device, reason=one.reason, times=0)
        times[replace(alike, up_to_ms=bucket_of(one.duration_ms))] += one.times
    return [replace(alike, times=times[alike]) for alike in sorted(times)]


def bucket_of(duration_ms: int | None) -> int:
    """Return the upper bound of the duration's bucket; UNTIMED for one that is absurd, or was not measured.

    >>> bucket_of(1000), bucket_of(1001), bucket_of(-1), bucket_of(None)
    (1000, 2000, 0, 0)
    """
    if duration_ms is None or not 0 <= duration_ms <= LONGEST_MS:
        return UNTIMED
    return UP_TO_MS[bisect_left(UP_TO_MS, duration_ms)]
