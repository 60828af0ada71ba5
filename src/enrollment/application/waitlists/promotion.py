"""Free seats go to those who wait for them, in the order of the line."""

from collections import deque
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from enrollment.application.waitlists.giving import GiveSeats
from enrollment.application.waitlists.judging import JudgeTurns
from enrollment.application.waitlists.skips import Skips
from enrollment.application.waitlists.turns import Known, Turn, line_of, turn_of
from enrollment.domain.identifiers import CourseId
from enrollment.domain.offering import next_batch
from enrollment.domain.records import Origin
from enrollment.domain.seats import free_seats
from enrollment.domain.waitlist_rules import Promotion
from enrollment.ports.agenda import Agenda, Chore
from enrollment.ports.outbox import Outbox
from enrollment.ports.waitlists import Queued, Waitlists

# How many lines one transaction serves: a swap frees a seat elsewhere, and that may be a swap again. The rest is done
# right after.
MOST_LINES = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class PromoteWaiting:
    """Give the free seats of courses to those who wait for them, as the rules of each course say.

    Seats go to the first in line who can take one now; whoever cannot is skipped, keeps the place and is told why.
    Where seats are given at certain times only, it sees to it that they will be. Works inside the caller's transaction,
    which has locked the courses. Raises CourseContended where it meets with somebody who was first; then the
    transaction is to be tried again as a whole.
    """

    waitlists: Waitlists
    outbox: Outbox
    agenda: Agenda
    judge_turns: JudgeTurns
    give_seats: GiveSeats
    campus: ZoneInfo

    def __call__(
        self, course_ids: Collection[CourseId], at: datetime, *, origin: Origin, is_batch: bool = False
    ) -> None:
        """Serve the courses, with those they share seats with, and then each in which a seat comes free by that.

        ``is_batch``: it is the time at which these courses give seats.
        """
        origin = replace(origin, address="", door="waitlist")  # whose request it was is nobody else's business
        due, served = deque(dict.fromkeys(course_ids)), 0
        while due:
            course_id = due.popleft()
            served += 1
            if served > MOST_LINES:
                self.agenda.put(course_id, Chore.SERVE, at)
                continue
            sharing = self.waitlists.sharing(course_id)
            self.waitlists.lock(sharing, patiently=False)
            for one in (course_id, *sharing):
                its_time = is_batch and one in course_ids  # where a seat comes free by that, it may not be time yet
                due.extend(freed for freed in self._serve(one, at, origin, its_time) if freed not in due)

    def _serve(self, course_id: CourseId, at: datetime, origin: Origin, is_batch: bool) -> Sequence[CourseId]:
        """Give the seats of one course, and return the courses in which others came free by it."""
        freed: list[CourseId] = []
        skips, known = Skips(course_id=course_id, at=at), Known()
        for queued in line_of(self.waitlists, course_id):
            course, rules = queued.facts[course_id].course, queued.facts[course_id].rules
            assert course is not None
            if free_seats(known.get(course_id, course)) == 0:
                break
            if rules.waitlist.promotion is Promotion.BATCH and not is_batch:
                self.agenda.put(course_id, Chore.BATCH, next_batch(rules.waitlist, at, self.campus))
                break
            turn = self._turn(queued, course_id, at, known, is_batch)
            if turn.allowed:
                freed += self.give_seats(turn, at, origin=origin)
                known |= turn.seated()
            else:
                skips.add(turn)
        skips.keep(self.waitlists, self.outbox, self.agenda)
        return freed

    def _turn(self, queued: Queued, course_id: CourseId, at: datetime, known: Known, is_batch: bool) -> Turn:
        """Judge the entry; if it seems to be its turn, once more, by facts that cannot change any more."""
        turn = turn_of(queued, at, known)
        if not turn.allowed:
            return turn
        secured = self.give_seats.secured(queued.entry, course_id)
        left = self.judge_turns.left_to(secured, course_id, at, is_batch=is_batch)
        return self.judge_turns(secured, at, left)
