"""What the institution knows of a student: standing, programme, what has been completed, and holds."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


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


@dataclass(frozen=True, slots=True, kw_only=True)
class AcademicRecord:
    """A student's record. Standings, programmes and cohorts are the institution's own words; "" where not known."""

    standing: str = ""
    programme: str = ""
    cohort: str = ""
    completed: tuple[CompletedItem, ...] = ()
    holds: tuple[Hold, ...] = ()


NO_RECORD = AcademicRecord()
