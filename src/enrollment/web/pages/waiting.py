"""What a student sees of a course's line: whether and how one can stand in it, or where one stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from enrollment.application.preview_enrollment import Preview
from enrollment.application.waitlists.standing import Standing
from enrollment.application.watch_seat import gives_no_more_seats
from enrollment.domain.reasons import AlreadyEnrolled, AlreadyWaiting, SeatOffered
from enrollment.domain.users import Permission
from enrollment.domain.wording.lines import how_many_wait, line_in_words
from enrollment.ports.enrollments import Scheduled
from enrollment.web.pages.schedule import held_in_term
from enrollment.web.pages.turns import against
from enrollment.web.pages.verdicts import ToldVerdict
from enrollment.web.request import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """How the line moves and how many wait, in words; what the student can do, and how it stands.

    ``held`` could be given up for a seat, and ``others`` are entries this one could stand for. ``standing`` is the
    student's own here, and ``against`` what would be in the way if there were a seat now.
    """

    moves: str
    waiting: str
    may_join: bool = False
    may_watch: bool = False
    is_watched: bool = False
    held: Sequence[Scheduled] = ()
    others: Sequence[Standing] = ()
    standing: Standing | None = None
    against: ToldVerdict | None = None


def line_for(request: Request, preview: Preview) -> Line | None:
    """Return what the viewer sees of the line; None where it is none of theirs, or there is nothing to say."""
    course, rule, user = preview.course, preview.attempt.rules.waitlist, request.identity
    moves, waiting = line_in_words(rule, request.campus), how_many_wait(course.waiting, rule)
    if user is None or not user.may(Permission.ENROLL):
        return Line(moves=moves, waiting=waiting) if course.waiting else None
    verdict = preview.verdict
    if verdict.has(AlreadyWaiting) or verdict.has(SeatOffered):
        return _standing(request, preview, moves, waiting)
    if verdict.allowed or verdict.has(AlreadyEnrolled):
        return None
    may_join = verdict.may_wait
    return Line(
        moves=moves,
        waiting=waiting,
        may_join=may_join,
        may_watch=not gives_no_more_seats(verdict),
        is_watched=request.application.read_standing.watches(user.id, course.id),
        held=held_in_term(_held(request), course.term) if may_join else (),
        others=_others(request, course.term) if may_join else (),
    )


def _standing(request: Request, preview: Preview, moves: str, waiting: str) -> Line:
    assert request.identity is not None
    place = preview.attempt.place
    assert place is not None
    standing = request.application.read_standing.one(request.identity.id, place.entry_id)
    return Line(moves=moves, waiting=waiting, standing=standing, against=against(standing, preview.course.id, request))


def _held(request: Request) -> Sequence[Scheduled]:
    assert request.identity is not None
    return request.application.enrollments.of(request.identity.id, live_only=True)


def _others(request: Request, term: str) -> Sequence[Standing]:
    """Return what the student waits for in that term."""
    assert request.identity is not None
    standings = request.application.read_standing(request.identity.id)
    return [
        one
        for one in standings
        if one.waiting.entry.is_waiting and any(course.term == term for course in one.waiting.courses)
    ]
