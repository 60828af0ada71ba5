"""What a decision weighs besides the course and the seat: the rules, and what is known of the student."""

import json
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Text, Uuid, and_, bindparam, cast, literal_column, or_, select

from enrollment.adapters.sql.json_rows import json_rows
from enrollment.adapters.sql.permits import UNUSED
from enrollment.adapters.sql.rows import meetings_in
from enrollment.adapters.sql.tables import (
    academic_records,
    consent_requests,
    course_enrollments,
    courses,
    permits,
    rule_sets,
)
from enrollment.domain.academic_record import NO_RECORD, AcademicRecord
from enrollment.domain.catalog import Course, Term
from enrollment.domain.enrollments import LIVE
from enrollment.domain.identifiers import CourseId, PermitId
from enrollment.domain.permits import Permit
from enrollment.domain.plain import from_plain
from enrollment.domain.rule_bodies import rules_in
from enrollment.domain.rules import Rules

STUDENT = bindparam("student_id", type_=Uuid)
IS_LIVE: list[ColumnElement[str]] = [literal_column(f"'{status}'") for status in sorted(LIVE)]
_R = rule_sets.c
_BLANK = literal_column("' '", Text)
_SECTION = courses.c.term + _BLANK + courses.c.code + _BLANK + courses.c.section
_SCOPES = {"institution": literal_column("''"), "term": courses.c.term, "course": courses.c.code, "section": _SECTION}
_WIDEST_FIRST = tuple(_SCOPES)
_APPLIES = or_(*(and_(_R.scope == literal_column(f"'{scope}'"), _R.key == key) for scope, key in _SCOPES.items()))
RULES: tuple[ColumnElement[Any], ...] = (
    json_rows(_R.scope, _R.edition, _R.body, source=rule_sets, where=and_(_APPLIES, _R.superseded_by.is_(None))),
)
_A = academic_records.c
# Joined by its key; the documents come as text, which tells whether they were read before.
RECORD = (_A.standing, _A.programme, _A.cohort, cast(_A.completed, Text), cast(_A.holds, Text))
_HELD, _THEIRS = courses.alias("held"), course_enrollments.alias("theirs")
HELD: tuple[ColumnElement[Any], ...] = (
    json_rows(
        _THEIRS.c.enrollment_date,
        _HELD.c.id,
        _HELD.c.code,
        _HELD.c.section,
        _HELD.c.term,
        _HELD.c.title,
        _HELD.c.units,
        cast(_HELD.c.meetings, Text),
        source=_THEIRS.join(_HELD, _HELD.c.id == _THEIRS.c.course_id),
        where=and_(_THEIRS.c.student_id == STUDENT, _THEIRS.c.status.in_(IS_LIVE), _THEIRS.c.course_id != courses.c.id),
    ),
)
_P = permits.c
PERMITS: tuple[ColumnElement[Any], ...] = (
    json_rows(
        _P.id,
        _P.codes,
        _P.granted_by,
        _P.expires_at,
        _P.single_use,
        source=permits,
        where=and_(_P.student_id == STUDENT, _P.course_id == courses.c.id, UNUSED),
    ),
)
_Q = consent_requests.c
CONSENT = (
    select(_Q.asked_at)
    .where(_Q.student_id == STUDENT, _Q.course_id == courses.c.id, _Q.decided_at.is_(None))
    .scalar_subquery(),
)


def read_known_term(code: str | None, name: str, starts_on: date | None, ends_on: date | None) -> Term | None:
    """Return the term in the values of the columns of ``terms``; None where they are empty."""
    return None if code is None else Term(code=code, name=name, starts_on=starts_on, ends_on=ends_on)


@lru_cache(maxsize=2048)
def read_rules(text: str | None) -> Rules:
    """Return the rules in the value of RULES."""
    sets = sorted(json.loads(text or "[]"), key=lambda one: _WIDEST_FIRST.index(one[0]))
    return rules_in(tuple((edition, body) for _, edition, body in sets))


def read_record(standing: str | None, programme: str, cohort: str, completed: str, holds: str) -> AcademicRecord:
    """Return the record in the values of RECORD; an empty one where they are empty."""
    return NO_RECORD if standing is None else _record(standing, programme, cohort, completed, holds)


@lru_cache(maxsize=1024)
def _record(standing: str, programme: str, cohort: str, completed: str, holds: str) -> AcademicRecord:
    plain = {
        "standing": standing,
        "programme": programme,
        "cohort": cohort,
        "completed": json.loads(completed),
        "holds": json.loads(holds),
    }
    return from_plain(AcademicRecord, plain)


@lru_cache(maxsize=1024)
def read_held(text: str | None) -> tuple[Course, ...]:
    """Return the courses in the value of HELD, in the order they were taken."""
    return tuple(
        Course(
            id=CourseId(UUID(id_)),
            code=code,
            section=section,
            term=term,
            title=title,
            units=units,
            meetings=meetings_in(meetings),
        )
        for _, id_, code, section, term, title, units, meetings in sorted(json.loads(text or "[]"))
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
