"""Pools and shared seats, over SQL."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Executable, and_, bindparam, delete, func, insert, select, update
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.expression import ClauseElement

from enrollment.adapters.sql.cross_listings import found, recount
from enrollment.adapters.sql.engine import Statements
from enrollment.adapters.sql.locks import lock
from enrollment.adapters.sql.tables import course_enrollments, courses, seat_pools
from enrollment.domain.catalog import Course
from enrollment.domain.enrollments import LIVE
from enrollment.domain.identifiers import CourseId
from enrollment.domain.plain import to_plain
from enrollment.domain.pools import Pool

C, E, P = courses.c, course_enrollments.c, seat_pools.c
AT_ONCE = 200  # courses

JOIN = (
    update(courses)
    .where(C.id == bindparam("of", type_=C.id.type))
    .values(seats_kept=bindparam("kept"), cross_listing=bindparam("shared"))
)


class _NobodyClaims(Executable, ClauseElement):
    """Have every claim wait, before it has read anything, until this transaction ends; who only reads goes on.

    Every claim changes or locks ``courses``, and whoever locks rows there first has this transaction wait, before it
    holds any other that a claim could want.
    """

    inherit_cache = False


@compiles(_NobodyClaims, "postgresql")
def _on_postgresql(*_: Any, **__: Any) -> str:
    return "LOCK TABLE courses IN EXCLUSIVE MODE"


@compiles(_NobodyClaims, "sqlite")
def _on_sqlite(*_: Any, **__: Any) -> str:
    return "SELECT 1"  # whose transactions that write are alone anyway


class SqlSeatPools:
    """The port SeatPools, in the caller's transaction."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def divide(self, courses: Sequence[Course], at: datetime) -> None:
        """Write the pools anew and count what is taken of them; then the cross listings they were in, or are in now."""
        if not courses:
            return
        self._statements.execute(_NobodyClaims())
        shared = {course.shared.name: course.shared.max_participants for course in courses if course.shared}
        found(self._statements, shared)
        left = {name for some in _some(courses) for name in self._divide(some, at)}
        recount(self._statements, left.union(shared), shared)

    def due(self, at: datetime) -> CourseId | None:
        """Read the first there is."""
        row = self._statements.execute(select(P.course_id).where(_is_due(at)).order_by(P.course_id).limit(1)).first()
        return row.course_id if row else None

    def _divide(self, some: Sequence[Course], at: datetime) -> set[str]:
        """Write the pools of these courses, and return the cross listings they were in."""
        ids = [course.id for course in some]
        were = select(C.cross_listing).where(C.id.in_(ids), C.cross_listing.is_not(None))
        left = set(self._statements.execute(were).scalars())
        taken = self._taken(ids)
        rows = [row for course in some for row in _rows(course, taken, at)]
        self._statements.execute(delete(seat_pools).where(P.course_id.in_(ids)))
        if rows:
            self._statements.execute(insert(seat_pools), rows)
        self._statements.execute(JOIN, [_joined(course, rows) for course in some])
        return left

    def _taken(self, ids: Sequence[CourseId]) -> Mapping[tuple[CourseId, str], int]:
        held = (
            select(E.course_id, E.pool, func.count().label("seats"))
            .where(E.course_id.in_(ids), E.status.in_(sorted(LIVE)), E.pool.is_not(None))
            .group_by(E.course_id, E.pool)
        )
        return {(row.course_id, row.pool): row.seats for row in self._statements.execute(held)}


def release_pools(statements: Statements, course_id: CourseId, at: datetime) -> None:
    """Mark the course's pools that are due as released, and keep their unused seats no longer. Twice is as once."""
    lock(statements, course_id, patiently=True)
    mark = update(seat_pools).where(P.course_id == course_id, _is_due(at)).values(released=True)
    marked = statements.execute(mark.returning(P.seats, P.taken)).all()
    unused = sum(max(0, row.seats - row.taken) for row in marked)
    if unused:
        statements.execute(update(courses).where(C.id == course_id).values(seats_kept=C.seats_kept - unused))


def _is_due(at: datetime) -> ColumnElement[bool]:
    return and_(P.released.is_(False), P.releases_at <= at)


def _some(courses: Sequence[Course]) -> Iterator[Sequence[Course]]:
    return (courses[start : start + AT_ONCE] for start in range(0, len(courses), AT_ONCE))


def _rows(course: Course, taken: Mapping[tuple[CourseId, str], int], at: datetime) -> Iterator[dict[str, Any]]:
    for position, pool in enumerate(course.pools):
        yield _row(course.id, position, pool, taken.get((course.id, pool.group.name), 0), at)


def _row(course_id: CourseId, position: int, pool: Pool, taken: int, at: datetime) -> dict[str, Any]:
    return {
        "course_id": course_id,
        "name": pool.group.name,
        "position": position,
        "group": to_plain(pool.group),
        "seats": pool.seats,
        "taken": taken,
        "overbook_allowance": max(0, taken - pool.seats),
        "releases_at": pool.releases_at,
        "released": pool.is_released(at),
    }


def _joined(course: Course, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    kept = sum(
        max(0, row["seats"] - row["taken"]) for row in rows if row["course_id"] == course.id and not row["released"]
    )
    return {"of": course.id, "kept": kept, "shared": course.shared.name if course.shared else None}
