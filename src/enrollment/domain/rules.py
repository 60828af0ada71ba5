"""The academic rules that hold for one course: data a registrar edits, merged from all that applies to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from enrollment.domain.grades import LETTER_GRADES, GradeScale
from enrollment.domain.groups import Group
from enrollment.domain.requirements import Requirement


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupWindow:
    """The instants ``[opens, closes)`` during which a group registers, and the most units it may hold meanwhile.

    A second pass is another window of the same group.
    """

    group: Group
    opens: datetime
    closes: datetime | None = None
    most_units: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatRule:
    """How often the course may be taken, and below which best grade it may be taken again; None: no limit."""

    most_attempts: int | None = None
    only_below: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What holds for one course. Without any rule nothing is asked.

    ``edition`` counts the publications: it names the rules on a receipt. ``windows`` empty: registration goes by
    the course's own window alone. From ``open_registration`` on the windows and their caps hold no longer.
    ``restricted_to`` empty: for everybody. ``linked``: the kinds of section (as their first letters say: "LA" of
    "LA2") one of each of which is taken together; empty: the section stands alone.
    """

    edition: int = 0
    grades: GradeScale = LETTER_GRADES
    equivalents: tuple[frozenset[str], ...] = ()
    refuse_conflicts: bool = False
    most_units: float | None = None
    windows: tuple[GroupWindow, ...] = ()
    open_registration: datetime | None = None
    prerequisite: Requirement | None = None
    corequisite: Requirement | None = None
    excluded: frozenset[str] = frozenset()
    repeat: RepeatRule | None = None
    restricted_to: tuple[Group, ...] = ()
    consent_of: str = ""
    linked: tuple[str, ...] = ()

    def equivalents_of(self, code: str) -> tuple[frozenset[str], ...]:
        """Return the sets of equivalent courses that catalog course is in."""
        return _by_code(self.equivalents).get(code, ())

    def same_course(self, code: str) -> frozenset[str]:
        """Return the codes that count as that catalog course, itself among them."""
        return frozenset({code}).union(*self.equivalents_of(code))


@lru_cache(maxsize=256)
def _by_code(equivalents: tuple[frozenset[str], ...]) -> Mapping[str, tuple[frozenset[str], ...]]:
    """Return the sets each code is in; an institution has few, and asks them for every item of every tree."""
    found: dict[str, tuple[frozenset[str], ...]] = {}
    for codes in equivalents:
        for code in codes:
            found[code] = (*found.get(code, ()), codes)
    return found


NO_RULES = Rules()
