"""Counts, kept in memory."""

from collections.abc import Sequence
from dataclasses import replace

from enrollment.adapters.memory.records import MemoryRecords
from enrollment.domain.measures import Measure, counted


class MemoryAnalytics:
    """The port Analytics over a counter."""

    def __init__(self, records: MemoryRecords) -> None:
        self._records = records

    def count(self, measures: Sequence[Measure]) -> None:
        """Add the measures to what is there."""
        with self._records.lock:
            for one in counted(measures):
                self._records.measures[replace(one, times=0)] += one.times
