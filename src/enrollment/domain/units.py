"""How many units a course has, as its catalog says it."""

import re
from functools import lru_cache

_NUMBER = re.compile(r"\d+(?:\.\d+)?|\.\d+")


@lru_cache(maxsize=1000)  # a catalog has few such texts, and each many times
def least_units(text: str) -> float:
    """Return the least number of units the text allows for; 0 where it names none.

    >>> [least_units(text) for text in ("4", "2.5", "1–4", "2, 4", "4 or 2", "")]
    [4.0, 2.5, 1.0, 2.0, 2.0, 0.0]
    """
    return min(map(float, _NUMBER.findall(text)), default=0.0)
