"""The academic rules that hold for one course: data a registrar edits, merged from all that applies to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from enrollment.domain.grades import LETTER_GRADES, GradeScale
from enrollment.domain.groups import Group
from enrollment.domain.requirements import Requirement
from enrollment.domain.waitlist_rules import (
    MOVES_AT_ONCE,
    NO_DEADLINES,
    NO_LIMITS,
    DropRule,
    WaitingLimits,
    WaitlistRule,
)


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
    "LA2") one of each of which is taken together; empty: the section stands alone. ``waitlist`` says how that moves,
    ``waiting_limits`` how much a student may wait for. ``swap_cycles``: seats in full courses may change hands in a
    ring. ``dropping``: until when the course is dropped, and how. ``keep_last_course``: the last one of a term is not
    dropped. ``may_return``: whoever has dropped the course may enroll in it again. ``one_section``: whoever holds a
    section of the course takes no other in the same term, but for those of the other linked kinds.
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
    waitlist: WaitlistRule = MOVES_AT_ONCE
    waiting_limits: WaitingLimits = NO_LIMITS
    swap_cycles: bool = True
    dropping: DropRule = NO_DEADLINES
    keep_last_course: bool = False
    may_return: bool = True
    one_section: bool = True

    def counting_as(self, code: str) -> tuple[str, ...]:
        """Return the codes that count as that catalog course: itself, then its equivalents in order."""
        return counting(self.equivalents).get(code) or (code,)


@lru_cache(maxsize=256)  # an institution has few sets, and asks them for every item of every tree
def counting(equivalents: tuple[frozenset[str], ...]) -> Mapping[str, tuple[str, ...]]:
    """Return what counts as each code that has equivalents: itself, then these in order."""
    found: dict[str, tuple[str, ...]] = {}
    for codes in equivalents:
        for code in codes:
            found[code] = tuple(dict.fromkeys((*found.get(code, (code,)), *sorted(codes))))
    return found


NO_RULES = Rules()
