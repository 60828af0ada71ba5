"""Where a student stands in line, and what would come of it if the turn came now."""

from collections.abc import Sequence
from dataclasses import dataclass

from enrollment.application.waitlists.judging import JudgeTurns
from enrollment.application.waitlists.turns import Turn
from enrollment.domain.catalog import Course
from enrollment.domain.identifiers import CourseId, EntryId, UserId
from enrollment.domain.waitlist_errors import EntryUnknown
from enrollment.ports.clock import Clock
from enrollment.ports.seat_watches import SeatWatches
from enrollment.ports.waitlists import Waiting, Waitlists


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An open entry; and of one that waits, its turn as it would be decided now, if there were a seat."""

    waiting: Waiting
    turn: Turn | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadStanding:
    """Read what a student waits for, is offered, and watches. It promises nothing, and changes nothing."""

    waitlists: Waitlists
    seat_watches: SeatWatches
    judge_turns: JudgeTurns
    clock: Clock

    def __call__(self, student_id: UserId) -> Sequence[Standing]:
        """Return the student's open entries, by wish and choice; a round trip, and a few for each that waits."""
        return [self._standing(waiting) for waiting in self.waitlists.of(student_id)]

    def one(self, student_id: UserId, entry_id: EntryId) -> Standing:
        """Return one entry of the student's, also one that is over. Raises EntryUnknown."""
        for waiting in self.waitlists.of(student_id):
            if waiting.entry.id == entry_id:
                return self._standing(waiting)
        entry = self.waitlists.find(entry_id)
        if entry is None or entry.student_id != student_id:
            raise EntryUnknown
        return Standing(waiting=Waiting(entry=entry, courses=[], places={}))

    def watched(self, student_id: UserId) -> Sequence[Course]:
        """Return the courses the student watches."""
        return self.seat_watches.of(student_id)

    def watches(self, student_id: UserId, course_id: CourseId) -> bool:
        """Whether the student watches the course."""
        return self.seat_watches.has(student_id, course_id)

    def _standing(self, waiting: Waiting) -> Standing:
        entry = waiting.entry
        queued = self.waitlists.queued(entry.id, entry.courses[0]) if entry.is_waiting else None
        turn = self.judge_turns(queued, self.clock.now(), {}) if queued else None
        return Standing(waiting=waiting, turn=turn)
