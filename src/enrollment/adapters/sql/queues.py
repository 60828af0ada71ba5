"""Who waits for a course, with all that decides whether each could be given a seat: one statement a page."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Integer, Select, Uuid, and_, bindparam, case, func, select, tuple_

from enrollment.adapters.sql.engine import Statements
from enrollment.adapters.sql.facts import COUNTED
from enrollment.adapters.sql.facts_of_many import about_students, reading
from enrollment.adapters.sql.prepared import Prepared, Row
from enrollment.adapters.sql.rows import USER, read_user
from enrollment.adapters.sql.tables import courses, users, waitlist_entries, waitlist_places
from enrollment.adapters.sql.waiting_facts import IS_WAITING, OWN, position_of
from enrollment.adapters.sql.waitlist_rows import ENTRY, read_entry
from enrollment.domain.identifiers import CourseId, EntryId
from enrollment.domain.ranks import Rank
from enrollment.ports.waitlists import Queued

P, A = waitlist_places.c, waitlist_places.alias("ahead").c
_RANK, _AHEAD = (P.precedence, P.sequence), (A.precedence, A.sequence)
_BEFORE_ALL = Rank(-(2**31), 0)
_FACTS = len(USER)
_PLACE = _FACTS + len(reading.columns)


def _prepared(page: Select[Any]) -> Prepared:
    """Prepare to read the entries of the page: a row for each of the courses of each."""
    ranked = page.subquery("ranked")
    every = waitlist_places.alias("of_entry")
    pairs = (
        ranked.join(waitlist_entries, waitlist_entries.c.id == ranked.c.entry_id)
        .join(every, every.c.entry_id == ranked.c.entry_id)
        .join(courses, courses.c.id == every.c.course_id)
        .join(users, users.c.id == waitlist_entries.c.student_id)
    )
    rank = ranked.c.precedence, ranked.c.sequence
    is_the_one_ranked = and_(OWN.c.entry_id == ranked.c.entry_id, OWN.c.course_id == ranked.c.course_id)
    position = case((is_the_one_ranked, ranked.c.position), else_=COUNTED)
    rows = about_students(pairs, position).add_columns(*rank, *ENTRY).order_by(*rank)
    return Prepared(rows, (*USER, *reading.columns, *rank, *ENTRY))


def _waiting() -> Select[Any]:
    after = tuple_(bindparam("precedence", type_=Integer), bindparam("sequence", type_=Integer))
    this = bindparam("course_id", type_=Uuid)
    ahead = select(func.count()).where(A.course_id == this, A.status == IS_WAITING, tuple_(*_AHEAD) <= after)
    position = ahead.scalar_subquery() + func.row_number().over(order_by=_RANK)  # counting for each takes too long
    line = select(P.entry_id, P.course_id, *_RANK, position.label("position"))
    line = line.where(P.course_id == this, P.status == IS_WAITING, tuple_(*_RANK) > after)
    return line.order_by(*_RANK).limit(bindparam("most", type_=Integer))


def _one() -> Select[Any]:
    this = P.entry_id == bindparam("entry_id", type_=Uuid), P.course_id == bindparam("course_id", type_=Uuid)
    return select(P.entry_id, P.course_id, *_RANK, position_of(waitlist_places).label("position")).where(*this)


QUEUE, QUEUED = _prepared(_waiting()), _prepared(_one())


def read_queue(statements: Statements, course_id: CourseId, after: Rank | None, limit: int) -> Sequence[Queued]:
    """Return who waits in the line of the course behind that rank."""
    behind = after or _BEFORE_ALL
    page = {
        "course_id": course_id,
        "precedence": behind.precedence,
        "sequence": behind.sequence,
        "most": limit,
    }
    return _read(statements.all(QUEUE, page))


def read_queued(statements: Statements, entry_id: EntryId, course_id: CourseId) -> Queued | None:
    """Return one entry of the line of the course, whatever its status."""
    return next(iter(_read(statements.all(QUEUED, {"entry_id": entry_id, "course_id": course_id}))), None)


def _read(rows: Sequence[Row]) -> Sequence[Queued]:
    return [_queued(list(group)) for _, group in groupby(rows, key=lambda row: row[_PLACE : _PLACE + 3])]


def _queued(rows: Sequence[Row]) -> Queued:
    first = rows[0]
    facts = [reading.facts(row[_FACTS:_PLACE]) for row in rows]
    return Queued(
        entry=read_entry(*first[_PLACE + 2 :]),
        student=read_user(*first[:_FACTS]),
        rank=Rank(*first[_PLACE : _PLACE + 2]),
        facts={one.course.id: one for one in facts if one.course},
    )
