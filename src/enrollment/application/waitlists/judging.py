"""A turn judged with all that is given up for it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import takewhile

from enrollment.application.giving_up import GiveUpSeats
from enrollment.application.waitlists.turns import Known, Turn, after_turns, line_of, turn_of
from enrollment.domain.catalog import Course
from enrollment.domain.identifiers import CourseId
from enrollment.domain.policies import PROMOTING, Policy
from enrollment.domain.seats import free_seats, full
from enrollment.domain.waitlist_rules import Promotion
from enrollment.ports.register import Register
from enrollment.ports.waitlists import Queued, Waitlists


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeTurns:
    """Judge whose turn it is, and what those before leave to those behind. Changes nothing."""

    register: Register
    waitlists: Waitlists
    give_up_seats: GiveUpSeats

    def __call__(self, queued: Queued, at: datetime, known: Known, policies: Sequence[Policy] = PROMOTING) -> Turn:
        """Judge one turn. It takes a round trip or two for a seat that is given up."""
        turn, gives_up = turn_of(queued, at, known, policies), queued.entry.gives_up
        if not gives_up:
            return turn
        seats = [self.register.facts_of(seat.enrollment_id, queued.student.id) for seat in gives_up]
        wanted = [attempt.course for attempt in turn.attempts if attempt.course]
        return replace(turn, drops=tuple(self.give_up_seats.judge(seats, queued.student, at, instead=wanted)))

    def in_line(self, line: Iterator[Queued], course: Course, at: datetime) -> Iterator[Turn]:
        """Yield the turns of the line for as long as the course has seats, each with those before it seated."""
        known = {course.id: course}
        for queued in line:
            if free_seats(known[course.id]) == 0:
                return
            turn = turn_of(queued, at, known)
            if turn.allowed and queued.entry.gives_up:
                turn = self(queued, at, known)
            if turn.allowed:
                known |= turn.seated()
            yield turn

    def left_to(self, queued: Queued, served: CourseId, at: datetime, *, is_batch: bool = False) -> Known:
        """Return the other courses of the entry than the one that is served, as who is before it there leaves them.

        One that gives its seats in batches has none to give at other times; ``is_batch``: it is the time of one of
        them.
        """
        left: Known = {}
        for course_id, facts in queued.facts.items():
            if course_id == served or facts.course is None:
                continue
            if facts.rules.waitlist.promotion is Promotion.BATCH and not is_batch:
                left[course_id] = full(facts.course)
                continue
            line = line_of(self.waitlists, course_id)
            before = takewhile(lambda other: other.entry.id != queued.entry.id, line)
            left[course_id] = after_turns(self.in_line(before, facts.course, at), facts.course)[0]
        return left
