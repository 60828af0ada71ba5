"""Policies about giving up a seat: may one, in which way, and does another course of the student's depend on it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from enrollment.domain.academic_record import AcademicRecord, Act
from enrollment.domain.attempt import Attempt
from enrollment.domain.catalog import Course
from enrollment.domain.enrollments import EnrollmentStatus
from enrollment.domain.permits import Permit
from enrollment.domain.policies.linked import linked_sections_come_together
from enrollment.domain.policies.requirements import corequisites_are_met
from enrollment.domain.policies.standing import on_hold
from enrollment.domain.reasons import (
    CorequisiteMissing,
    DropClosed,
    DropNeedsApproval,
    LastCourse,
    NeededBy,
    Partner,
    Reason,
)
from enrollment.domain.rules import NO_RULES, Rules
from enrollment.domain.verdict import Met, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class DropAttempt:
    """What is known when a student asks to give up a seat.

    ``kept`` are the attempts to enroll in each other course the student holds in the terms concerned, with all that is
    held;
    ``given_up`` are the courses dropped together with this one, ``instead`` those had in exchange.
    """

    at: datetime
    course: Course
    record: AcademicRecord
    rules: Rules = NO_RULES
    permits: tuple[Permit, ...] = ()
    kept: tuple[Attempt, ...] = ()
    given_up: tuple[Course, ...] = ()
    instead: tuple[Course, ...] = ()


def nothing_keeps_the_seat(attempt: DropAttempt) -> Reason | None:
    """Nobody has put the student's dropping on hold, or the hold has expired."""
    return on_hold(attempt.record, Act.DROP, attempt.at)


def drop_is_in_time(attempt: DropAttempt) -> Reason | None:
    """A course is dropped before its deadlines; before the last of them that takes a permit."""
    rule, at = attempt.rules.dropping, attempt.at
    free_until = rule.withdrawn_until or rule.deleted_until
    if free_until is None or at < free_until:
        return None
    if rule.approved_until and at < rule.approved_until:
        return DropNeedsApproval(since=free_until, until=rule.approved_until)
    return DropClosed(closed_at=rule.approved_until or free_until)


def a_course_is_kept(attempt: DropAttempt) -> Reason | None:
    """Where the rules want a course to be kept, the last one of a term is not dropped."""
    if not attempt.rules.keep_last_course:
        return None
    gone = {course.id for course in attempt.given_up}
    others = (*(other.course for other in attempt.kept if other.course), *attempt.instead)
    is_kept = any(other.term == attempt.course.term and other.id not in gone for other in others)
    return None if is_kept else LastCourse()


def nothing_held_needs_it(attempt: DropAttempt) -> Reason | None:
    """What is taken together is given up together: a co-requisite of a course kept, a lab's lecture."""
    partners = tuple(Partner(course.id, course.name) for course in _left_without(attempt))
    return NeededBy(partners) if partners else None


DROPPING: Sequence[Callable[[DropAttempt], Reason | None]] = (
    nothing_keeps_the_seat,
    drop_is_in_time,
    a_course_is_kept,
    nothing_held_needs_it,
)


def decide_drop(attempt: DropAttempt) -> Verdict:
    """Put the attempt to every policy; a permit may set aside that it takes one."""
    reasons: list[Reason] = []
    met: list[Met] = []
    for policy in DROPPING:
        finding = policy(attempt)
        permit = next((p for p in attempt.permits if finding and p.sets_aside(finding.code, attempt.at)), None)
        if finding and permit:
            met.append(Met(finding.code, permit=permit))
        elif finding:
            reasons.append(finding)
    return Verdict(tuple(reasons), tuple(met))


def end_of(rules: Rules, at: datetime) -> EnrollmentStatus:
    """Return how a course ends that is dropped then: without a trace, or as a withdrawal on the student's record."""
    until = rules.dropping.deleted_until
    return EnrollmentStatus.DROPPED if until is None or at < until else EnrollmentStatus.WITHDRAWN


def _left_without(attempt: DropAttempt) -> Iterator[Course]:
    gone = {attempt.course.id, *(course.id for course in attempt.given_up)}
    for kept in attempt.kept:
        if kept.course is None or kept.course.id in gone:
            continue
        held = (*(course for course in kept.held if course.id not in gone), *attempt.instead)
        if _lacks(replace(kept, held=held)) and not _lacks(kept):
            yield kept.course


def _lacks(attempt: Attempt) -> bool:
    findings = (corequisites_are_met(attempt), linked_sections_come_together(attempt))
    return any(isinstance(finding, CorequisiteMissing) for finding in findings)
