"""Publish a file of rules that has been checked."""

from dataclasses import dataclass
from typing import Any

from enrollment.application.check_rules import Checked
from enrollment.domain.catalog import Course
from enrollment.domain.identifiers import UserId
from enrollment.domain.records import LogEntry, Origin
from enrollment.domain.rule_book import Said, ScopeKind, divided, section_scope
from enrollment.ports.activity_log import ActivityLog
from enrollment.ports.agenda import Agenda, Chore
from enrollment.ports.clock import Clock
from enrollment.ports.rule_sets import RuleSets
from enrollment.ports.seat_pools import SeatPools

ACTION = "rules_publication"
AT_THE_CONSOLE = Origin(address="", door="cli", request_id="")


class RulesFaulty(Exception):
    """The file has faults, so that nothing of it is published."""

    def __init__(self, count: int) -> None:
        super().__init__("there is one fault" if count == 1 else f"there are {count} faults")


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishRules:
    """Put what the file says in place of what its scopes said: all of it, inside the caller's transaction.

    Scopes the file does not name stay as they are. Decisions made from now on go by the new rules, and seats are
    divided as they say; nobody who sits in a course is touched, and who waits is soon looked at again. The activity log
    tells of it.
    """

    rule_sets: RuleSets
    seat_pools: SeatPools
    agenda: Agenda
    activity_log: ActivityLog
    clock: Clock

    def __call__(
        self, checked: Checked, *, by: str, user_id: UserId | None = None, origin: Origin = AT_THE_CONSOLE
    ) -> int:
        """Return the number of the edition; that of the book as it is, when nothing would change.

        Raises RulesFaulty, and PublishedMeanwhile when the book is no longer the one the file was checked with.
        """
        if checked.faults:
            raise RulesFaulty(len(checked.faults))
        if not checked.sets:
            return checked.book.edition
        at = self.clock.now()
        edition = self.rule_sets.publish(checked.sets, after=checked.book.edition, by=by, at=at)
        self.seat_pools.divide(_divided_anew(checked), at)
        for course in checked.courses:
            if course.waiting:
                self.agenda.put(course.id, Chore.SERVE, at)
        details = {"edition": edition, "by": by, "changed": len(checked.sets)}
        self.activity_log.write(LogEntry(user_id=user_id, action=ACTION, details=details, timestamp=at, origin=origin))
        return edition


def _divided_anew(checked: Checked) -> list[Course]:
    """Return the courses whose seats the file divides in another way than the book did."""
    named = {scope for scope in checked.sets if scope.kind is ScopeKind.SECTION}
    courses = ((course, section_scope(course)) for course in checked.courses)
    return [
        divided(course, checked.sets[scope])
        for course, scope in courses
        if scope in named and _division(checked.sets[scope]) != _division(checked.book.said(scope))
    ]


def _division(said: Said) -> tuple[Any, Any]:
    return said.get("pools") or (), said.get("shared_seats")
