"""How much of everything: the whole of it, or with ``QUICK=1`` just enough to see that it works."""

import os

QUICK = os.environ.get("QUICK") == "1"


def of(whole: int, quick: int) -> int:
    """Return the number that is meant."""
    return quick if QUICK else whole
