"""Academic records, over SQL."""

from collections.abc import Collection
from dataclasses import replace
from functools import cache

from sqlalchemy import TextClause, bindparam, select, text

from enrollment.adapters.sql.engine import Statements
from enrollment.adapters.sql.tables import academic_records
from enrollment.domain.academic_record import NO_RECORD, AcademicRecord
from enrollment.domain.identifiers import UserId
from enrollment.domain.plain import from_plain, to_plain
from enrollment.ports.academic_records import MEMBERS

COLUMNS = tuple(column for column in academic_records.c if column.name != "student_id")
_C = academic_records.c


class SqlAcademicRecords:
    """The port AcademicRecords, over SQL."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def of(self, student_id: UserId) -> AcademicRecord:
        """Read the student's record."""
        row = self._statements.execute(select(*COLUMNS).where(_C.student_id == student_id)).mappings().first()
        return from_plain(AcademicRecord, dict(row)) if row else NO_RECORD

    def put(self, student_id: UserId, record: AcademicRecord, only: Collection[str] = MEMBERS) -> bool:
        """Insert the record, or change what differs."""
        members = tuple(name for name in MEMBERS if name in only)
        told = replace(NO_RECORD, **{name: getattr(record, name) for name in members})
        given = {"student_id": student_id, **to_plain(told)}
        return self._statements.execute(_put(members), given).first() is not None


@cache
def _put(members: tuple[str, ...]) -> TextClause:
    """Return the statement that puts those members; it returns a row when something changed."""
    return text(
        "INSERT INTO academic_records (student_id, standing, programme, cohort, completed, holds) "  # noqa: S608 - names of columns
        "VALUES (:student_id, :standing, :programme, :cohort, :completed, :holds) "
        f"ON CONFLICT (student_id) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in members)} "
        f"WHERE ({', '.join(f'academic_records.{name}' for name in members)}) "
        f"<> ({', '.join(f'excluded.{name}' for name in members)}) RETURNING 1"
    ).bindparams(*(bindparam(column.name, type_=column.type) for column in _C))
