"""What attempts of many students are judged by, in one statement: a row for each student and course."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.sql.selectable import FromClause

from enrollment.adapters.sql.facts import COUNTED, Reading, parts_about
from enrollment.adapters.sql.rows import USER
from enrollment.adapters.sql.student_facts import IS_LIVE
from enrollment.adapters.sql.tables import academic_records, course_enrollments, courses, terms, users


def _reading(position: ColumnElement[Any]) -> Reading:
    parts = {name: part for name, part in parts_about(users.c.id, position).items() if name != "answer"}
    return Reading(*parts, of=parts)


# The facts in a row of ``about_students``, behind the columns of the user.
reading = _reading(COUNTED)


def about_students(pairs: FromClause, position: ColumnElement[Any] = COUNTED) -> Select[Any]:
    """Return the statement for the users and courses that ``pairs`` joins: the user, and the facts about each.

    ``position`` is that of OWN, the user's place in the course's line.
    """
    live = and_(
        course_enrollments.c.course_id == courses.c.id,
        course_enrollments.c.student_id == users.c.id,
        course_enrollments.c.status.in_(IS_LIVE),
    )
    sources = (
        pairs.outerjoin(course_enrollments, live)
        .outerjoin(terms, terms.c.code == courses.c.term)
        .outerjoin(academic_records, academic_records.c.student_id == users.c.id)
    )
    return select(*USER, *_reading(position).columns).select_from(sources)
