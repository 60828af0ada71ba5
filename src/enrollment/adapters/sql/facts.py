"""What an attempt is judged by: the columns it is read from, in one statement, and how each fact is read.

A further fact is one more of the parts, with a subselect for its column or a join for where it comes from.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Any

from sqlalchemy import ColumnElement, Select, Uuid, and_, bindparam, literal_column, select
from sqlalchemy.sql.selectable import FromClause

from enrollment.adapters.sql.academic_records import RECORD, read_record
from enrollment.adapters.sql.prepared import Prepared, Row
from enrollment.adapters.sql.receipts import ANSWER, read_answer
from enrollment.adapters.sql.rows import COURSE, ENROLLMENT, read_course, read_enrollment
from enrollment.adapters.sql.student_facts import (
    IS_LIVE,
    RULES,
    STUDENT,
    TERMS,
    consent_asked_by,
    held_by,
    permits_of,
    read_held,
    read_known_term,
    read_permits,
    read_rules,
    read_terms,
)
from enrollment.adapters.sql.tables import (
    academic_records,
    course_enrollments,
    courses,
    idempotency_keys,
    receipts,
    terms,
)
from enrollment.adapters.sql.waiting_facts import (
    OWN,
    dropped_by,
    place_of,
    position_of,
    read_place,
    read_waited_for,
    waited_for_by,
)
from enrollment.ports.register import Facts

Parts = Mapping[str, tuple[Sequence[ColumnElement[Any]], Callable[..., Any]]]


COUNTED = position_of(OWN)


def parts_about(student: ColumnElement[Any], position: ColumnElement[Any] = COUNTED) -> Parts:
    """Return, of each of the Facts, its columns and what they come to. A column's type reads it on either database.

    ``position`` is that of OWN, the student's place in line, where it need not be counted.
    """
    return {
        "course": (COURSE, read_course),
        "enrollment": (ENROLLMENT, read_enrollment),
        "answer": (ANSWER, read_answer),
        "term": (tuple(terms.c), read_known_term),
        "terms": (TERMS, read_terms),
        "rules": (RULES, read_rules),
        "record": (RECORD, read_record),
        "held": ((held_by(student),), read_held),
        "permits": ((permits_of(student),), read_permits),
        "consent_asked_at": ((consent_asked_by(student),), lambda asked_at: asked_at),
        "place": ((courses.c.id, place_of(student, position)), read_place),
        "waiting_for": ((waited_for_by(student),), read_waited_for),
        "dropped_at": ((dropped_by(student),), lambda dropped_at: dropped_at),
    }


PARTS = parts_about(STUDENT)


class Reading:
    """Some parts of the facts: the columns they take, and the facts in a row of these."""

    def __init__(self, *names: str, of: Parts = PARTS) -> None:
        parts = [(name, *of[name]) for name in names]
        bounds = pairwise(accumulate((len(columns) for _, columns, _ in parts), initial=0))
        self.columns = [column for _, columns, _ in parts for column in columns]
        self._readers = [(name, read, slice(*place)) for (name, _, read), place in zip(parts, bounds, strict=True)]

    def facts(self, row: Row) -> Facts:
        """Return the facts in the row."""
        return Facts(**{name: read(*row[place]) for name, read, place in self._readers})


ALL = Reading(*PARTS)
# What there is to know where nobody asks in particular: most who look at a course have not signed in.
PUBLIC = Reading("course", "term", "rules")


def _facts(about: FromClause) -> Select[Any]:
    """Return the statement for the courses and enrollments that ``about`` joins: a row of ALL each."""
    key = and_(idempotency_keys.c.user_id == STUDENT, idempotency_keys.c.key == bindparam("key"))
    sources = (
        about.outerjoin(idempotency_keys, key)
        .outerjoin(receipts, receipts.c.id == idempotency_keys.c.receipt_id)
        .outerjoin(terms, terms.c.code == courses.c.term)
        .outerjoin(academic_records, academic_records.c.student_id == STUDENT)
    )
    return select(*ALL.columns).select_from(sources)


def _prepared(about: FromClause) -> Prepared:
    return Prepared(_facts(about), ALL.columns)


_ONE = select(literal_column("1").label("one")).subquery("one")
_COURSE_ID = bindparam("course_id", type_=Uuid)
_IS_THEIRS = course_enrollments.c.student_id == STUDENT
_IS_LIVE = course_enrollments.c.status.in_(IS_LIVE)
_COURSE = _ONE.outerjoin(courses, courses.c.id == _COURSE_ID)
# About a course: the enrollment is the live one in it. It has one row in any case, as has what is public of it.
FACTS = _prepared(
    _COURSE.outerjoin(course_enrollments, and_(course_enrollments.c.course_id == _COURSE_ID, _IS_THEIRS, _IS_LIVE))
)
PUBLIC_FACTS = Prepared(
    select(*PUBLIC.columns).select_from(_COURSE.outerjoin(terms, terms.c.code == courses.c.term)), PUBLIC.columns
)
# About several courses, which it is to be narrowed to: a row each.
FACTS_ABOUT = _facts(
    courses.outerjoin(course_enrollments, and_(course_enrollments.c.course_id == courses.c.id, _IS_THEIRS, _IS_LIVE))
)
# About an enrollment: the course is the one it is in. It has one row in any case.
FACTS_OF = _prepared(
    _ONE.outerjoin(
        course_enrollments,
        and_(course_enrollments.c.id == bindparam("enrollment_id", type_=Uuid), _IS_THEIRS),
    ).outerjoin(courses, courses.c.id == course_enrollments.c.course_id)
)
