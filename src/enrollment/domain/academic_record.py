"""What the institution knows of a student: standing, programme, what has been completed, and holds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property


class Act(StrEnum):
    """What a hold may block."""

    ENROLL = "enroll"
    DROP = "drop"


class ItemKind(StrEnum):
    """Where a completed item comes from."""

    COURSE = "course"
    TRANSFER = "transfer"
    TEST = "test"


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletedItem:
    """A catalog course, test or transferred course on the student's record; ``code`` says which, as rules name it.

    ``grade`` is one of the institution's scale; None: passed without a grade, or not yet graded.
    ``in_progress``: under way, and so no more than a promise.
    """

    code: str
    grade: str | None = None
    term: str = ""
    kind: ItemKind = ItemKind.COURSE
    in_progress: bool = False


def by_code(items: Iterable[CompletedItem]) -> Mapping[str, tuple[CompletedItem, ...]]:
    """Return the items by their codes, those of one code in the order they came."""
    found: dict[str, tuple[CompletedItem, ...]] = {}
    for item in items:
        found[item.code] = (*found[item.code], item) if item.code in found else (item,)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """Something that keeps the student from the acts it blocks, until it expires or its owner lifts it.

    ``owner`` is who can lift it ("the bursar"), ``note`` what it is about. ``expires_at`` None: not by itself.
    """

    owner: str
    note: str
    blocks: frozenset[Act] = frozenset({Act.ENROLL})
    expires_at: datetime | None = None

    def stands_against(self, act: Act, at: datetime) -> bool:
        """Whether it blocks the act at that instant."""
        return act in self.blocks and (self.expires_at is None or at < self.expires_at)


@dataclass(frozen=True, kw_only=True)  # without slots, so that what is asked by every rule is put in order once
class AcademicRecord:
    """A student's record. Standings, programmes and cohorts are the institution's own words; "" where not known."""

    standing: str = ""
    programme: str = ""
    cohort: str = ""
    completed: tuple[CompletedItem, ...] = ()
    holds: tuple[Hold, ...] = ()

    @cached_property
    def by_code(self) -> Mapping[str, tuple[CompletedItem, ...]]:
        """What is completed, by its codes."""
        return by_code(self.completed)


NO_RECORD = AcademicRecord()
