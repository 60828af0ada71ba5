"""Everything about each student's seats, student by student, in one pass over what is on record."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import select

from enrollment.adapters.sql.engine import Statements
from enrollment.adapters.sql.receipts import receipt_of
from enrollment.adapters.sql.rows import course_of, enrollment_of
from enrollment.adapters.sql.tables import course_enrollments, courses, permits, receipts
from enrollment.domain.audits.student_file import StudentFile
from enrollment.domain.identifiers import UserId

_E, _P, _R = course_enrollments.c, permits.c, receipts.c
RECEIPTS = select(receipts).order_by(_R.user_id, _R.at, _R.id)
ENROLLMENTS = (
    select(*_E, *courses.c).join_from(course_enrollments, courses).order_by(_E.student_id, _E.enrollment_date, _E.id)
)
PERMITS = select(_P.student_id, _P.course_id, _P.codes).where(_P.student_id.is_not(None)).order_by(_P.student_id, _P.id)


def read_files(statements: Statements) -> Iterator[StudentFile]:
    """Yield the files in the order of the students' ids."""
    streams = [
        groupby(statements.execute(RECEIPTS).mappings(), key=lambda row: row[_R.user_id]),
        groupby(statements.execute(ENROLLMENTS).mappings(), key=lambda row: row[_E.student_id]),
        groupby(statements.execute(PERMITS).mappings(), key=lambda row: row[_P.student_id]),
    ]
    waiting = [next(stream, None) for stream in streams]
    while some := [head for head in waiting if head]:
        student_id = min(head[0] for head in some)
        rows: list[Sequence[Any]] = []
        for number, stream in enumerate(streams):
            head = waiting[number]
            rows.append(list(head[1]) if head and head[0] == student_id else ())
            if rows[-1]:
                waiting[number] = next(stream, None)
        yield _file(student_id, *rows)


def _file(student_id: UUID, decided: Sequence[Any], held: Sequence[Any], permitted: Sequence[Any]) -> StudentFile:
    return StudentFile(
        student_id=UserId(student_id),
        receipts=[receipt_of(row) for row in decided],
        enrollments=[(enrollment, course_of(row)) for row in held if (enrollment := enrollment_of(row))],
        permitted=frozenset((row[_P.course_id], code) for row in permitted for code in row[_P.codes]),
    )
