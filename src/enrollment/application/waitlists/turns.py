"""An entry whose turn it is: judged as if its student asked for its seats now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from enrollment.application.giving_up import Drop
from enrollment.domain.attempt import Attempt
from enrollment.domain.catalog import Course
from enrollment.domain.identifiers import CourseId
from enrollment.domain.policies import PROMOTING, Policy
from enrollment.domain.reasons import CourseFull, Reason, SeatsReserved
from enrollment.domain.seats import pool_for, seat_taken
from enrollment.domain.submission import judge_as_one
from enrollment.domain.verdict import Verdict
from enrollment.ports.waitlists import Queued, Waitlists

# How many of a line are read at first, and then: mostly one of the first can be given the seat.
PAGES = (4, 60, 600)
# What each course is like by now, where that is known better than an entry that was read before tells.
Known = dict[CourseId, Course]


@dataclass(frozen=True, kw_only=True)  # without slots, so that what stands against it is put together once
class Turn:
    """The attempts to take a seat in each course of an entry, and the verdicts on them, all or nothing.

    ``drops`` are the seats given up for them.
    """

    queued: Queued
    attempts: tuple[Attempt, ...]
    verdicts: tuple[Verdict, ...]
    drops: tuple[Drop, ...] = ()

    @property
    def allowed(self) -> bool:
        """Whether the entry could be given all its seats."""
        return not self.reasons

    @cached_property
    def reasons(self) -> tuple[Reason, ...]:
        """What stands against it."""
        verdicts = (*self.verdicts, *(drop.verdict for drop in self.drops))
        return tuple(dict.fromkeys(reason for verdict in verdicts for reason in verdict.reasons))

    @cached_property
    def obstacles(self) -> tuple[Reason, ...]:
        """What stands against it besides the want of a seat, which is what waiting is for."""
        return tuple(reason for reason in self.reasons if not isinstance(reason, CourseFull | SeatsReserved))

    def seated(self) -> Known:
        """Return the courses as they are once the seats are taken."""
        return {attempt.course.id: _with_seat_taken(attempt) for attempt in self.attempts if attempt.course}


def turn_of(queued: Queued, at: datetime, known: Known, policies: Sequence[Policy] = PROMOTING) -> Turn:
    """Judge an entry at that instant, without the seats it gives up."""
    given_up = queued.entry.courses_given_up
    attempts = tuple(facts.attempt(at, queued.student).giving_up(given_up) for facts in queued.facts.values())
    if known:
        courses = [known.get(course_id, facts.course) for course_id, facts in queued.facts.items()]
        attempts = tuple(replace(one, course=course) for one, course in zip(attempts, courses, strict=True))
    return Turn(queued=queued, attempts=attempts, verdicts=judge_as_one(attempts, policies))


def line_of(waitlists: Waitlists, course_id: CourseId) -> Iterator[Queued]:
    """Yield who waits for the course, in order, a page at a time."""
    after, number = None, 0
    while True:
        limit = PAGES[min(number, len(PAGES) - 1)]
        page: Sequence[Queued] = waitlists.queue(course_id, after=after, limit=limit)
        yield from page
        if len(page) < limit:
            return
        after, number = page[-1].rank, number + 1


def after_turns(turns: Iterator[Turn], course: Course) -> tuple[Course, int]:
    """Return the course as the turns leave it, and how many of its seats they take."""
    given = 0
    for turn in turns:
        if turn.allowed:
            course, given = turn.seated()[course.id], given + 1
    return course, given


def _with_seat_taken(attempt: Attempt) -> Course:
    course, user = attempt.course, attempt.user
    assert course is not None
    assert user is not None
    pool = pool_for(course, attempt.record, user.email, attempt.at)
    return seat_taken(course, pool.group.name if pool else None)
