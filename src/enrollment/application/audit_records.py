"""Check all that is on record against what must hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from enrollment.application.waitlists.judging import JudgeTurns
from enrollment.application.waitlists.turns import line_of
from enrollment.domain.audits.acknowledged import unfaithful
from enrollment.domain.audits.calls import History
from enrollment.domain.audits.schedules import overfull
from enrollment.domain.audits.student_file import half_swapped, misled
from enrollment.domain.catalog import Course
from enrollment.domain.identifiers import CourseId
from enrollment.domain.policies import edition_of
from enrollment.domain.reasons import CourseFull
from enrollment.domain.rules import Rules
from enrollment.domain.waitlist_rules import Promotion
from enrollment.ports.agenda import LEASE, Agenda, Chore
from enrollment.ports.audit import Audit
from enrollment.ports.catalog import Catalog
from enrollment.ports.clock import Clock
from enrollment.ports.register import Register
from enrollment.ports.rule_sets import RuleSets
from enrollment.ports.waitlists import Waitlists


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRecords:
    """Yield one line a violation, beginning with the invariant's name. Changes nothing.

    It is meant to read everything as of one instant, and then holds at any time, also while others write.
    """

    audit: Audit
    agenda: Agenda
    catalog: Catalog
    register: Register
    rule_sets: RuleSets
    waitlists: Waitlists
    judge_turns: JudgeTurns
    clock: Clock

    def __call__(self, history: History = ()) -> Iterator[str]:
        """Check it; and with it what clients were told, if there is a ``history`` of their calls."""
        at = self.clock.now()
        yield from self.audit.violations(at)
        yield from self._jumped()
        yield from self._idle(at)
        yield from self._files(history)

    def _jumped(self) -> Iterator[str]:
        for course_id, version, line in self.audit.jumped():
            course = self.catalog.find(course_id)
            rules = self.rule_sets.book(edition_of(version)).rules_for(course) if course else Rules()
            if rules.waitlist.promotion is not Promotion.BATCH:
                yield f"no-jumping: {line}"

    def _idle(self, at: datetime) -> Iterator[str]:
        """Yield each course with a free seat that somebody who waits could take, and that nobody is about to see to."""
        for course_id in self.waitlists.stirring():
            rules = self.register.facts(course_id, None).rules
            if rules.waitlist.promotion is Promotion.BATCH or self._is_seen_to(course_id, at):
                continue
            for queued in line_of(self.waitlists, course_id):
                if self.judge_turns(queued, at, self.judge_turns.left_to(queued, course_id, at)).allowed:
                    yield f"no-idle-seat: course {course_id} has a seat for student {queued.student.id}, who waits"
                    break

    def _is_seen_to(self, course_id: CourseId, at: datetime) -> bool:
        """Whether the line is to be served now, or being served; some other time is not soon enough."""
        serve_at = self.agenda.of(course_id).get(Chore.SERVE)
        return serve_at is not None and serve_at <= at + LEASE

    def _files(self, history: History) -> Iterator[str]:
        called, concerned = {call.student_id for call in history}, []
        told_full = {call.course_id for call in history if call.code == CourseFull.code}
        book, terms = self.rule_sets.book(), cache(self.catalog.term)
        known: dict[CourseId, Rules] = {}

        def rules_for(course: Course) -> Rules:
            if course.id not in known:
                known[course.id] = book.rules_for(course)
            return known[course.id]

        for file in self.audit.files():
            yield from misled(file)
            yield from half_swapped(file)
            yield from overfull(file, rules_for, terms)
            if file.student_id in called or any(course.id in told_full for _, course in file.enrollments):
                concerned.append(file)
        yield from unfaithful(history, concerned)
