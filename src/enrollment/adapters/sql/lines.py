"""Lines as people look at them: one's own places, and who stands in line for a course."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import func, select

from enrollment.adapters.sql.engine import Statements
from enrollment.adapters.sql.filters import IS_FREE
from enrollment.adapters.sql.rows import COURSE, USER, read_course, read_user
from enrollment.adapters.sql.tables import courses, users, waitlist_entries, waitlist_places
from enrollment.adapters.sql.waiting_facts import IS_OPEN, position_of
from enrollment.adapters.sql.waitlist_rows import ENTRY, read_entry
from enrollment.domain.identifiers import CourseId, EntryId, UserId
from enrollment.domain.ranks import Rank
from enrollment.domain.waitlist import EntryStatus, Place, WaitlistEntry
from enrollment.ports.waitlists import InLine, Waiting

C, E, P = courses.c, waitlist_entries.c, waitlist_places.c
WAITING = P.status == EntryStatus.WAITING.value
_IN_LINE = (
    select(*ENTRY, *USER, P.precedence, P.sequence, position_of(waitlist_places))
    .join_from(waitlist_places, waitlist_entries, E.id == P.entry_id)
    .join(users, users.c.id == E.student_id)
)


def read_line(statements: Statements, course_id: CourseId) -> Sequence[tuple[EntryId, Rank]]:
    """Return the ranks of those who wait for the course, in order."""
    line = select(P.entry_id, P.precedence, P.sequence).where(P.course_id == course_id, WAITING)
    rows = statements.execute(line.order_by(P.precedence, P.sequence))
    return [(row.entry_id, Rank(row.precedence, row.sequence)) for row in rows]


def read_own(statements: Statements, student_id: UserId) -> Sequence[Waiting]:
    """Return the student's open entries, a row for each course of each."""
    rows = statements.execute(
        select(*ENTRY, *COURSE, position_of(waitlist_places))
        .join_from(waitlist_places, waitlist_entries, E.id == P.entry_id)
        .join(courses, C.id == P.course_id)
        .where(P.student_id == student_id, P.status.in_(IS_OPEN))
        .order_by(func.min(E.joined_at).over(partition_by=E.wish), E.wish, E.choice, E.id, C.sort_key)
    )
    return [_waiting(list(group)) for _, group in groupby(map(tuple, rows), key=lambda row: row[0])]


def read_in_line(statements: Statements, course_id: CourseId, limit: int, offset: int) -> Sequence[InLine]:
    """Return a page of who is in line for the course."""
    page = _IN_LINE.where(P.course_id == course_id, P.status.in_(IS_OPEN))
    ordered = page.order_by(WAITING, P.precedence, P.sequence).limit(limit).offset(offset)
    return [_in_line(course_id, *row) for row in statements.execute(ordered)]


def read_lapsed(statements: Statements, at: datetime, limit: int) -> Sequence[WaitlistEntry]:
    """Return offers that are over, the longest over first."""
    over = select(*ENTRY).where(E.status == EntryStatus.OFFERED.value, E.expires_at <= at)
    return [read_entry(*row) for row in statements.execute(over.order_by(E.expires_at, E.id).limit(limit))]


def read_stirring(statements: Statements) -> Sequence[CourseId]:
    """Return the courses that have both a free seat and somebody who waits."""
    return list(statements.execute(select(C.id).where(C.waiting > 0, IS_FREE).order_by(C.id)).scalars())


def _waiting(rows: Sequence[tuple[Any, ...]]) -> Waiting:
    entry = read_entry(*rows[0][: len(ENTRY)])
    found = [(read_course(*row[len(ENTRY) : -1]), row[-1]) for row in rows]
    return Waiting(
        entry=entry,
        courses=[course for course, _ in found if course],
        places={course.id: _place(entry, course.id, position) for course, position in found if course},
    )


def _in_line(course_id: CourseId, *values: Any) -> InLine:
    *those, precedence, sequence, position = values
    entry = read_entry(*those[: len(ENTRY)])
    return InLine(
        entry=entry,
        student=read_user(*those[len(ENTRY) :]),
        place=_place(entry, course_id, position),
        rank=Rank(precedence, sequence),
    )


def _place(entry: WaitlistEntry, course_id: CourseId, position: int) -> Place:
    expires_at = None if entry.is_waiting else entry.expires_at
    return Place(entry_id=entry.id, course_id=course_id, position=position or None, expires_at=expires_at)
