"""What happens, counted."""

from collections.abc import Sequence
from typing import Protocol

from enrollment.domain.measures import Measure


class Analytics(Protocol):
    """Takes note of what happened, for measuring."""

    def count(self, measures: Sequence[Measure]) -> None:
        """Take note of the measures: of all, or of none, and then it raises.

        An adapter that cannot keep what it is told loses it after a warning, and fails nothing.
        """
