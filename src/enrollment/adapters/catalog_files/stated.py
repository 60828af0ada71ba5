"""The rules a catalog file states, in its own words."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """What holds for a section: whether consent is asked for, and the seats kept for each group."""

    by_consent: bool = False
    reserved: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What is said of a catalog course; "" where nothing is. ``precoreqs`` are both in one text.

    ``line`` is where it stands, or how many courses have come so far.
    """

    line: int
    code: str
    prerequisite: str = ""
    corequisite: str = ""
    excluded: str = ""
    precoreqs: str = ""
    sections: Mapping[str, Offered] = field(default_factory=dict)
