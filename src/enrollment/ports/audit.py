"""The audit: every invariant, recomputed from what is on record."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Protocol

# How long a message may be on its way, published and not yet handled, before somebody should ask where it is.
IN_TRANSIT = timedelta(minutes=10)


class Audit(Protocol):
    """Checks the whole database against what must always hold."""

    def violations(self, at: datetime) -> Iterator[str]:
        """Yield one line a violation, beginning with the invariant's name; none when all is well.

        What was published less than IN_TRANSIT before ``at`` may be on its way.
        """
