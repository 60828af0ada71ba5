"""Entries out of rows, and into them."""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Text, and_, cast, literal_column

from enrollment.adapters.sql.json_rows import json_rows
from enrollment.adapters.sql.tables import course_enrollments, waitlist_entries, waitlist_places, waitlist_swaps
from enrollment.domain.enrollments import HELD
from enrollment.domain.identifiers import CourseId, EnrollmentId
from enrollment.domain.waitlist import EntryStatus, GivenUp, WaitlistEntry

IS_HELD: list[ColumnElement[str]] = [literal_column(f"'{status}'") for status in sorted(HELD)]
_E, _S = waitlist_entries.c, waitlist_swaps.c
_EVERY = waitlist_places.alias("every")
# The columns of a row that is read by position: the entry's own, its courses, and what it gives up.
ENTRY: Sequence[ColumnElement[Any]] = (
    _E.id,
    _E.student_id,
    _E.wish,
    _E.choice,
    _E.joined_at,
    _E.status,
    _E.offered_at,
    _E.expires_at,
    _E.ended_at,
    cast(_E.skipped, Text),
    json_rows(_EVERY.c.course_id, source=_EVERY, where=_EVERY.c.entry_id == _E.id),
    json_rows(
        _S.enrollment_id,
        _S.course_id,
        source=waitlist_swaps.join(course_enrollments),
        where=and_(_S.entry_id == _E.id, course_enrollments.c.status.in_(IS_HELD)),
    ),
)


def read_entry(*values: Any) -> WaitlistEntry:
    """Return the entry in the values of ENTRY."""
    id_, student_id, wish, choice, joined_at, status, offered_at, expires_at, ended_at, skipped, courses, swaps = values
    return WaitlistEntry(
        id=id_,
        student_id=student_id,
        courses=_courses(courses),
        joined_at=joined_at,
        wish=wish,
        choice=choice,
        gives_up=tuple(_given_up(*swap) for swap in sorted(json.loads(swaps))) if swaps else (),
        status=EntryStatus(status),
        offered_at=offered_at,
        expires_at=expires_at,
        ended_at=ended_at,
        skipped=_codes(skipped),
    )


# Hundreds in one line wait for the same courses, and are skipped for the same.
@lru_cache(maxsize=1024)
def _courses(text: str) -> tuple[CourseId, ...]:
    return tuple(sorted(CourseId(UUID(course_id)) for (course_id,) in json.loads(text)))


@lru_cache(maxsize=1024)
def _codes(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


def _given_up(enrollment_id: str, course_id: str) -> GivenUp:
    return GivenUp(EnrollmentId(UUID(enrollment_id)), CourseId(UUID(course_id)))


def entry_row(entry: WaitlistEntry) -> Mapping[str, Any]:
    """Return the entry's own columns."""
    return {
        "id": entry.id,
        "student_id": entry.student_id,
        "wish": entry.wish,
        "choice": entry.choice,
        "joined_at": entry.joined_at,
        "status": entry.status.value,
        "offered_at": entry.offered_at,
        "expires_at": entry.expires_at,
        "ended_at": entry.ended_at,
        "skipped": list(entry.skipped),
    }


def swap_rows(entry: WaitlistEntry) -> list[dict[str, Any]]:
    """Return a row for each seat it gives up."""
    return [
        {"entry_id": entry.id, "enrollment_id": seat.enrollment_id, "course_id": seat.course_id}
        for seat in entry.gives_up
    ]
