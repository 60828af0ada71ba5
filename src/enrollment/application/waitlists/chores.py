"""What is due for a course is done."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from enrollment.application.waitlists.cancel import CancelSeats
from enrollment.application.waitlists.clear import ClearWaitlist
from enrollment.application.waitlists.serving import ServeLines
from enrollment.application.waitlists.tell_watchers import TellWatchers
from enrollment.domain.identifiers import CourseId
from enrollment.domain.offering import next_batch
from enrollment.domain.records import Origin
from enrollment.domain.waitlist_rules import Promotion
from enrollment.ports.agenda import Agenda, Chore, Due
from enrollment.ports.clock import Clock
from enrollment.ports.register import Facts, Register
from enrollment.ports.waitlists import Waitlists

CLOSED = "The waitlist of this course is over."
BY_THE_CLOCK = Origin(address="", door="scheduler", request_id="")


@dataclass(frozen=True, slots=True, kw_only=True)
class DoChore:
    """Do a chore that was taken from the agenda. Done twice it is as once.

    Works inside the caller's transaction. Raises CourseContended; then it comes again when its lease is over.
    """

    register: Register
    waitlists: Waitlists
    agenda: Agenda
    serve_lines: ServeLines
    clear_waitlist: ClearWaitlist
    cancel_seats: CancelSeats
    tell_watchers: TellWatchers
    clock: Clock
    campus: ZoneInfo

    def __call__(self, due: Due) -> None:
        """Do it, strike it off, and put on the agenda what follows from it."""
        course_id = due.course_id
        self.waitlists.lock([course_id], patiently=True)
        self.agenda.done(due)  # first, for it may be put there anew below
        facts, at = self.register.facts(course_id, None), self.clock.now()
        match due.chore:
            case Chore.SERVE:
                self.serve_lines([course_id], at, origin=BY_THE_CLOCK)
            case Chore.BATCH:
                self.serve_lines([course_id], at, origin=BY_THE_CLOCK, is_batch=True)
            case Chore.CLOSE:
                self._close(course_id, facts, at)
            case Chore.CANCEL:
                self._cancel(course_id, facts, at)
            case Chore.WATCH:
                self.tell_watchers(course_id)
        if due.chore in (Chore.SERVE, Chore.BATCH):
            self._put_what_follows(course_id, facts, at)

    def _put_what_follows(self, course_id: CourseId, facts: Facts, at: datetime) -> None:
        """Have the rest of the line served at the next batch, and the waitlist closed in time."""
        rule = facts.rules.waitlist
        if not self.waitlists.queue(course_id, after=None, limit=1):
            return
        if rule.promotion is Promotion.BATCH:
            self.agenda.put(course_id, Chore.BATCH, next_batch(rule, at, self.campus))
        if rule.closes_at:
            self.agenda.put(course_id, Chore.CLOSE, rule.closes_at)

    def _close(self, course_id: CourseId, facts: Facts, at: datetime) -> None:
        closes_at = facts.rules.waitlist.closes_at
        if closes_at is None:
            return
        if at < closes_at:  # the rules were changed since it was put on the agenda
            self.agenda.put(course_id, Chore.CLOSE, closes_at)
        elif self.clear_waitlist(course_id, CLOSED, at, origin=BY_THE_CLOCK):
            self.agenda.put(course_id, Chore.CLOSE, at)

    def _cancel(self, course_id: CourseId, facts: Facts, at: datetime) -> None:
        is_offered = facts.course is None or facts.course.is_offered
        if not is_offered and self.cancel_seats(course_id, facts, at, origin=BY_THE_CLOCK):
            self.agenda.put(course_id, Chore.CANCEL, at)
