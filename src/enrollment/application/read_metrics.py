"""The figures of some days, and whether they add up."""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from enrollment.domain.adding_up import Check, checks
from enrollment.domain.measures import Count, Days
from enrollment.ports.clock import Clock
from enrollment.ports.measures import Measures


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What was counted on those days, and what was checked of it."""

    days: Days
    counts: Sequence[Count]
    checks: Sequence[Check]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadMetrics:
    """Read what was counted."""

    measures: Measures
    clock: Clock
    campus: ZoneInfo

    def __call__(self, days: Days) -> Figures:
        """Return the counts of those days on campus, checked, in two round trips."""
        attempts = self.measures.attempts(days, self.campus, self.clock.now())
        counts = self.measures.of(days)
        return Figures(days=days, counts=counts, checks=checks(counts, attempts))
