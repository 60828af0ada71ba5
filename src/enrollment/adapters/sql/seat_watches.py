"""Seat watches, over SQL."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, select, text, update

from enrollment.adapters.sql.engine import Statements
from enrollment.adapters.sql.facts_of_many import about_students, reading
from enrollment.adapters.sql.filters import IS_FREE
from enrollment.adapters.sql.rows import COURSE, USER, read_course, read_user
from enrollment.adapters.sql.tables import courses, seat_watches, users
from enrollment.domain.catalog import Course
from enrollment.domain.identifiers import CourseId, UserId
from enrollment.domain.users import User
from enrollment.ports.register import Facts

C = seat_watches.c
PUT = text(
    """INSERT INTO seat_watches (student_id, course_id, since) VALUES (:student_id, :course_id, :since)
    ON CONFLICT (student_id, course_id) DO NOTHING RETURNING 1"""
).bindparams(*(bindparam(column.name, type_=column.type) for column in C))
_WATCHING = about_students(
    seat_watches.join(users, users.c.id == C.student_id).join(courses, courses.c.id == C.course_id)
)


class SqlSeatWatches:
    """The port SeatWatches, over SQL."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def put(self, student_id: UserId, course_id: CourseId, at: datetime) -> bool:
        """Insert the row, unless it is there."""
        values = {"student_id": student_id, "course_id": course_id, "since": at}
        is_new = self._statements.execute(PUT, values).first() is not None
        if is_new:
            self._count(course_id, 1)
        return is_new

    def remove(self, student_id: UserId, course_id: CourseId) -> bool:
        """Delete the row."""
        this = delete(seat_watches).where(C.student_id == student_id, C.course_id == course_id)
        was_there = self._statements.execute(this.returning(C.course_id)).first() is not None
        if was_there:
            self._count(course_id, -1)
        return was_there

    def has(self, student_id: UserId, course_id: CourseId) -> bool:
        """Look for the row."""
        this = select(C.since).where(C.student_id == student_id, C.course_id == course_id)
        return self._statements.execute(this).first() is not None

    def of(self, student_id: UserId) -> Sequence[Course]:
        """Read the courses."""
        theirs = select(*COURSE).join_from(seat_watches, courses).where(C.student_id == student_id)
        rows = self._statements.execute(theirs.order_by(courses.c.sort_key))
        return [course for row in rows if (course := read_course(*row))]

    def stirring(self) -> Sequence[CourseId]:
        """Read the courses that have both."""
        watched = select(courses.c.id).where(courses.c.watched > 0, IS_FREE).order_by(courses.c.id)
        return list(self._statements.execute(watched).scalars())

    def watching(self, course_id: CourseId, *, after: UserId | None, limit: int) -> Sequence[tuple[User, Facts]]:
        """Read a page of who watches, with the facts about each."""
        page = _WATCHING.where(C.course_id == course_id).order_by(C.student_id).limit(limit)
        if after is not None:
            page = page.where(C.student_id > after)
        rows = self._statements.execute(page)
        return [(read_user(*row[: len(USER)]), reading.facts(tuple(row)[len(USER) :])) for row in rows]

    def _count(self, course_id: CourseId, more: int) -> None:
        counted = update(courses).where(courses.c.id == course_id)
        self._statements.execute(counted.values(watched=courses.c.watched + more))
