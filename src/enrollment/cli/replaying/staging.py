"""A recorded term, put on record: its sections as they were at first, and the rules its campus went by."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4, uuid5

from enrollment.application import Application
from enrollment.cli.replaying.recorded import Pass, Recorded, Section
from enrollment.domain.academic_record import AcademicRecord
from enrollment.domain.catalog import Course, Term
from enrollment.domain.groups import Group
from enrollment.domain.identifiers import CourseId, UserId
from enrollment.domain.rule_book import Scope, ScopeKind
from enrollment.domain.rules import GroupWindow
from enrollment.domain.users import Role, User
from enrollment.domain.waitlist_rules import Promotion, WaitlistRule
from enrollment.ports.accounts import Account

_SECTIONS = UUID("6c1fd7ad-9a0b-4d1d-8a2f-3f1d0b6a5c11")
BY = "replay"


def stage(application: Application, recorded: Recorded, term: str, promotion: Promotion) -> User:
    """Put the term on record, and return a member of staff who acts for its campus."""
    application.catalog.put_term(Term(code=term, name=f"{recorded.name} (replayed)"))
    application.catalog.load([course_of(section, term) for section in recorded.sections])
    sets = {Scope(ScopeKind.TERM, term): _rules(recorded, promotion)}
    edition = application.rule_sets.book().edition
    application.rule_sets.publish(sets, after=edition, by=BY, at=application.clock.now())
    [staff] = application.accounts.add_missing([_account(f"registrar-{term}@replay.invalid", Role.STAFF)])
    return staff


def course_of(section: Section, term: str) -> Course:
    """Return the section as a course of that term."""
    return Course(
        id=CourseId(uuid5(_SECTIONS, f"{term} {section.key}")),
        code=section.code,
        section=section.number,
        term=term,
        title=section.code,
        max_participants=section.states[0].limit,
    )


def students(application: Application, group: str, names: Sequence[str]) -> Sequence[UserId]:
    """Put new students of a group on record."""
    made = application.accounts.add_missing([_account(f"{name}@replay.invalid", Role.STUDENT) for name in names])
    for student in made if group else ():
        application.academic_records.put(student.id, AcademicRecord(cohort=group))
    return [student.id for student in made]


def _rules(recorded: Recorded, promotion: Promotion) -> Mapping[str, Any]:
    rule = WaitlistRule(promotion=promotion)
    if recorded.batch_at and promotion is Promotion.BATCH:
        rule = WaitlistRule(promotion=promotion, batch_at=(recorded.batch_at,))
    said: dict[str, Any] = {"waitlist": rule}
    if recorded.passes:
        said["windows"] = tuple(window for one in recorded.passes for window in _windows(one))
        said["open_registration"] = recorded.passes[-1].ends
    return said


def _windows(one: Pass) -> list[GroupWindow]:
    return [
        GroupWindow(group=Group(name=group, cohorts=frozenset({group})), opens=opens, closes=one.ends)
        for group, opens in one.opens.items()
    ]


def _account(email: str, role: Role) -> Account:
    user = User(id=UserId(uuid4()), email=email, name=email.partition("@")[0], roles=frozenset({role}))
    return Account(user=user, password_hash=None)
