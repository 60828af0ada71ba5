"""Swaps between full courses that make one another possible are carried out together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from enrollment.application.waitlists.giving import GiveSeats
from enrollment.application.waitlists.judging import JudgeTurns
from enrollment.application.waitlists.turns import Known, Turn
from enrollment.domain.errors import CourseContended
from enrollment.domain.identifiers import CourseId, EntryId
from enrollment.domain.records import Origin
from enrollment.domain.rings import ring_through
from enrollment.domain.seats import seat_given_back
from enrollment.domain.waitlist import WaitlistEntry
from enrollment.ports.register import Register
from enrollment.ports.waitlists import Queued, Waitlists

MOST_TRIES = 20  # rings judged at most for one course, each without those against whose swap something stood


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeSeats:
    """Have seats change hands in a ring, where every member gets what it waits for and all rules hold for all.

    No seat comes free by it, so it takes nothing from those who are before a member in line. Works inside the caller's
    transaction, which has locked the course. Raises CourseContended where somebody else was first.
    """

    register: Register
    waitlists: Waitlists
    judge_turns: JudgeTurns
    give_seats: GiveSeats

    def __call__(self, course_id: CourseId, at: datetime, *, origin: Origin) -> Sequence[CourseId] | None:
        """Carry out a ring through the course, if there is one; else return None.

        It returns the courses in which seats came free, since something else was wanted less.
        """
        barred: set[EntryId] = set()
        for _ in range(MOST_TRIES):
            ring = ring_through(course_id, self.waitlists.swaps_from, barred)
            if not ring:
                return None
            turns = self._judged(ring, at)
            against = {turn.queued.entry.id for turn in turns if not self._may_be_exchanged(turn)}
            if not against:
                return self._carry_out(turns, at, replace(origin, address="", door="waitlist"))
            barred |= against
        return None

    def _judged(self, ring: Sequence[WaitlistEntry], at: datetime) -> Sequence[Turn]:
        """Judge the members one after the other, all the seats of the ring being given up."""
        secured = [self.give_seats.secured(entry, entry.courses[0]) for entry in ring]
        known: Known = {}
        for queued in secured:
            known |= self._without(queued, known)
        turns = []
        for queued in secured:
            turn = self.judge_turns(queued, at, known)
            known |= turn.seated()
            turns.append(turn)
        return turns

    def _without(self, queued: Queued, known: Known) -> Known:
        [seat] = queued.entry.gives_up
        facts = self.register.facts_of(seat.enrollment_id, queued.student.id)
        if facts.course is None or facts.enrollment is None or not queued.entry.is_waiting:
            raise CourseContended
        return {seat.course_id: seat_given_back(known.get(seat.course_id, facts.course), facts.enrollment.pool)}

    def _may_be_exchanged(self, turn: Turn) -> bool:
        return turn.allowed and all(attempt.rules.swap_cycles for attempt in turn.attempts)

    def _carry_out(self, turns: Sequence[Turn], at: datetime, origin: Origin) -> Sequence[CourseId]:
        for turn in turns:
            self.give_seats.give_up_seats(turn.drops, at, origin=origin)
        return [freed for turn in turns for freed in self.give_seats.enroll(turn, at, origin=origin)]
