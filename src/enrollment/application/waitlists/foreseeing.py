"""What those who wait for a course leave to whoever does not."""

from dataclasses import dataclass, replace

from enrollment.application.waitlists.judging import JudgeTurns
from enrollment.application.waitlists.turns import after_turns, line_of
from enrollment.domain.attempt import Attempt
from enrollment.domain.seats import free_seats
from enrollment.ports.waitlists import Waitlists


@dataclass(frozen=True, slots=True, kw_only=True)
class Foresee:
    """Tell what will be left of a course that others wait for. Changes nothing."""

    waitlists: Waitlists
    judge_turns: JudgeTurns

    def __call__(self, attempt: Attempt) -> Attempt:
        """Return the attempt as it is once all who wait for the course, and can take a seat now, have one.

        It takes a round trip or a few where somebody waits and a seat is free; else none.
        """
        course = attempt.course
        if course is None or not course.waiting or free_seats(course) == 0:
            return attempt
        line = line_of(self.waitlists, course.id)
        left, promised = after_turns(self.judge_turns.in_line(line, course, attempt.at), course)
        return replace(attempt, course=left, promised=promised)
