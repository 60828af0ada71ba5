"""The audit: every invariant, recomputed from what is on record."""

from collections.abc import Iterator
from typing import Protocol


class Audit(Protocol):
    """Checks the whole database against what must always hold."""

    def violations(self) -> Iterator[str]:
        """Yield one line a violation, beginning with the invariant's name; none when all is well."""
