"""What a decision weighs of the lines a student stands in, and of what the student gave up before."""

import json
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, literal_column, select, tuple_

from enrollment.adapters.sql.json_rows import json_rows
from enrollment.adapters.sql.tables import course_enrollments, courses, waitlist_entries, waitlist_places
from enrollment.domain.catalog import Course
from enrollment.domain.identifiers import CourseId, EntryId
from enrollment.domain.waitlist import OPEN, Place

IS_OPEN: list[ColumnElement[str]] = [literal_column(f"'{status}'") for status in sorted(OPEN)]
IS_WAITING: ColumnElement[str] = literal_column("'waiting'")
GIVEN_UP: list[ColumnElement[str]] = [literal_column("'dropped'"), literal_column("'withdrawn'")]
OWN, _AHEAD = waitlist_places.alias("own"), waitlist_places.alias("ahead")
_ENTRY, _ELSEWHERE, _WANTED = (
    waitlist_entries.alias("own_entry"),
    waitlist_places.alias("elsewhere"),
    courses.alias("wanted"),
)
_PAST = course_enrollments.alias("past")


def position_of(places: Any) -> ColumnElement[Any]:
    """Return the position of a place in line; 0 of one that does not wait."""
    place, ahead = places.c, _AHEAD.c
    is_no_later = tuple_(ahead.precedence, ahead.sequence) <= tuple_(place.precedence, place.sequence)
    return (
        select(func.count())
        .select_from(_AHEAD)
        .where(
            ahead.course_id == place.course_id,
            ahead.status == IS_WAITING,
            place.status == IS_WAITING,
            is_no_later,
        )
        .scalar_subquery()
    )


def place_of(student: ColumnElement[Any], position: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return the student's own place in the course, be it in line or with an offer; ``position`` is that of OWN."""
    return json_rows(
        OWN.c.entry_id,
        position,
        _ENTRY.c.expires_at,
        source=OWN.join(_ENTRY, _ENTRY.c.id == OWN.c.entry_id),
        where=and_(OWN.c.course_id == courses.c.id, OWN.c.student_id == student, OWN.c.status.in_(IS_OPEN)),
    )


def waited_for_by(student: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return the other courses the student waits for."""
    return json_rows(
        _WANTED.c.id,
        _WANTED.c.code,
        _WANTED.c.section,
        _WANTED.c.term,
        _WANTED.c.title,
        _WANTED.c.units,
        source=_ELSEWHERE.join(_WANTED, _WANTED.c.id == _ELSEWHERE.c.course_id),
        where=and_(
            _ELSEWHERE.c.student_id == student,
            _ELSEWHERE.c.status == IS_WAITING,
            _ELSEWHERE.c.course_id != courses.c.id,
        ),
    )


def dropped_by(student: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return when the student last gave up a seat in the course."""
    past = _PAST.c
    return (
        select(func.max(past.ended_at))
        .where(past.student_id == student, past.course_id == courses.c.id, past.status.in_(GIVEN_UP))
        .scalar_subquery()
    )


def read_place(course_id: Any, text: str | None) -> Place | None:
    """Return the place in the value of ``place_of``."""
    for entry_id, position, expires_at in json.loads(text) if text else ():
        return Place(
            entry_id=EntryId(UUID(entry_id)),
            course_id=course_id,
            position=position or None,
            expires_at=None if position else datetime.fromisoformat(expires_at),
        )
    return None


@lru_cache(maxsize=64)  # as what is held
def read_waited_for(text: str | None) -> tuple[Course, ...]:
    """Return the courses in the value of ``waited_for_by``, in the order of their names."""
    return tuple(
        Course(id=CourseId(UUID(id_)), code=code, section=section, term=term, title=title, units=units)
        for id_, code, section, term, title, units in sorted(json.loads(text or "[]"), key=lambda one: one[1:3])
    )
