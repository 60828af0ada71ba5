"""What was counted, to read."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from enrollment.domain.adding_up import Attempts
from enrollment.domain.devices import Device
from enrollment.domain.measures import Count, Days, Kind


class Measures(Protocol):
    """The counts on record."""

    def of(self, days: Days) -> Sequence[Count]:
        """Return the counts of those days, in order, none of them twice."""

    def totals(self) -> Mapping[tuple[Kind, Device, str], int]:
        """Return how often each has happened ever, by kind, device and reason."""

    def attempts(self, days: Days, campus: ZoneInfo, at: datetime) -> Attempts:
        """Return the attempts of those days, all three numbers as of the same instant.

        What was published less than IN_TRANSIT before ``at`` may be on its way.
        """
