"""What a decision weighs besides the course and the seat: the rules, and what is known of the student."""

import json
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Text, Uuid, and_, bindparam, cast, literal_column, or_, select

from enrollment.adapters.sql.json_rows import json_rows
from enrollment.adapters.sql.meetings import meetings_in
from enrollment.adapters.sql.permits import UNUSED
from enrollment.adapters.sql.tables import (
    consent_requests,
    course_enrollments,
    courses,
    permits,
    rule_sets,
    terms,
)
from enrollment.domain.catalog import Course, Term
from enrollment.domain.enrollments import HELD, LIVE
from enrollment.domain.identifiers import CourseId, PermitId
from enrollment.domain.permits import Permit
from enrollment.domain.rule_bodies import rules_in
from enrollment.domain.rules import Rules

STUDENT = bindparam("student_id", type_=Uuid)
IS_LIVE: list[ColumnElement[str]] = [literal_column(f"'{status}'") for status in sorted(LIVE)]
IS_HELD: list[ColumnElement[str]] = [literal_column(f"'{status}'") for status in sorted(HELD)]
_R = rule_sets.c
_BLANK = literal_column("' '", Text)
_SECTION = courses.c.term + _BLANK + courses.c.code + _BLANK + courses.c.section
_SCOPES = {"institution": literal_column("''"), "term": courses.c.term, "course": courses.c.code, "section": _SECTION}
_WIDEST_FIRST = tuple(_SCOPES)
_APPLIES = or_(*(and_(_R.scope == literal_column(f"'{scope}'"), _R.key == key) for scope, key in _SCOPES.items()))
RULES: tuple[ColumnElement[Any], ...] = (
    json_rows(_R.scope, _R.edition, _R.body, source=rule_sets, where=and_(_APPLIES, _R.superseded_by.is_(None))),
)
_HELD, _THEIRS = courses.alias("held"), course_enrollments.alias("theirs")
_P, _Q = permits.c, consent_requests.c


def held_by(student: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return the other courses the student holds a seat in."""
    return json_rows(
        _THEIRS.c.enrollment_date,
        _HELD.c.id,
        _HELD.c.code,
        _HELD.c.section,
        _HELD.c.term,
        _HELD.c.title,
        _HELD.c.units,
        cast(_HELD.c.meetings, Text),
        source=_THEIRS.join(_HELD, _HELD.c.id == _THEIRS.c.course_id),
        where=and_(_THEIRS.c.student_id == student, _THEIRS.c.status.in_(IS_HELD), _THEIRS.c.course_id != courses.c.id),
    )


def permits_of(student: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return the student's usable permits for the course."""
    return json_rows(
        _P.id,
        _P.codes,
        _P.granted_by,
        _P.expires_at,
        _P.single_use,
        source=permits,
        where=and_(_P.student_id == student, _P.course_id == courses.c.id, UNUSED),
    )


def consent_asked_by(student: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return when the student asked for consent, where that is undecided."""
    return (
        select(_Q.asked_at)
        .where(_Q.student_id == student, _Q.course_id == courses.c.id, _Q.decided_at.is_(None))
        .scalar_subquery()
    )


_OTHERS = terms.alias("others")
TERMS: tuple[ColumnElement[Any], ...] = (
    json_rows(
        *_OTHERS.c,
        source=_OTHERS,
        where=and_(_OTHERS.c.code != terms.c.code, _OTHERS.c.ends_on >= terms.c.starts_on),
    ),
)


def read_known_term(code: str | None, name: str, starts_on: date | None, ends_on: date | None) -> Term | None:
    """Return the term in the values of the columns of ``terms``; None where they are empty."""
    return None if code is None else Term(code=code, name=name, starts_on=starts_on, ends_on=ends_on)


@lru_cache(maxsize=256)
def read_terms(text: str | None) -> tuple[Term, ...]:
    """Return the terms in the value of TERMS."""
    return tuple(
        Term(
            code=code,
            name=name,
            starts_on=date.fromisoformat(starts_on) if starts_on else None,
            ends_on=date.fromisoformat(ends_on),
        )
        for code, name, starts_on, ends_on in sorted(json.loads(text or "[]"))
    )


@lru_cache(maxsize=2048)
def read_rules(text: str | None) -> Rules:
    """Return the rules in the value of RULES."""
    sets = sorted(json.loads(text or "[]"), key=lambda one: _WIDEST_FIRST.index(one[0]))
    return rules_in(tuple((edition, body) for _, edition, body in sets))


@lru_cache(maxsize=64)  # a page tells one student of many courses; what is held does not stay the same for long
def read_held(text: str | None) -> tuple[Course, ...]:
    """Return the courses in the value of HELD, in the order they were taken."""
    return tuple(_held(*course) for _, *course in sorted(json.loads(text or "[]")))


@lru_cache(maxsize=2048)  # held by many
def _held(id_: str, code: str, section: str, term: str, title: str, units: str, meetings: str) -> Course:
    return Course(
        id=CourseId(UUID(id_)),
        code=code,
        section=section,
        term=term,
        title=title,
        units=units,
        meetings=meetings_in(meetings),
    )


def read_permits(text: str | None) -> tuple[Permit, ...]:
    """Return the permits in the value of PERMITS."""
    return tuple(_permit(*values) for values in json.loads(text or "[]"))


def _permit(id_: str, codes: Any, granted_by: str, expires_at: str | None, single_use: Any) -> Permit:
    named = json.loads(codes) if isinstance(codes, str) else codes
    return Permit(
        id=PermitId(UUID(id_)),
        codes=frozenset(named),
        granted_by=granted_by,
        expires_at=datetime.fromisoformat(expires_at) if expires_at else None,
        single_use=bool(single_use),
    )
