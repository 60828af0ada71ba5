"""Academic records, over SQL."""

import json
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Text, TextClause, Uuid, bindparam, cast, select, text

from enrollment.adapters.sql.engine import Statements
from enrollment.adapters.sql.prepared import Prepared
from enrollment.adapters.sql.tables import academic_records
from enrollment.domain.academic_record import NO_RECORD, AcademicRecord, Act, CompletedItem, Hold, ItemKind
from enrollment.domain.identifiers import UserId
from enrollment.domain.plain import to_plain
from enrollment.ports.academic_records import MEMBERS

_C = academic_records.c
# The columns a record is read from; the documents come as text, which tells whether they were read before.
RECORD = (_C.standing, _C.programme, _C.cohort, cast(_C.completed, Text), cast(_C.holds, Text))
_KINDS: Mapping[str, ItemKind] = {kind.value: kind for kind in ItemKind}


OF = Prepared(select(*RECORD).where(_C.student_id == bindparam("student_id", type_=Uuid)), RECORD)


class SqlAcademicRecords:
    """The port AcademicRecords, over SQL."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def of(self, student_id: UserId) -> AcademicRecord:
        """Read the student's record."""
        row = self._statements.first(OF, {"student_id": student_id})
        return read_record(*row) if row else NO_RECORD

    def put(self, student_id: UserId, record: AcademicRecord, only: Collection[str] = MEMBERS) -> bool:
        """Insert the record, or change what differs."""
        members = tuple(name for name in MEMBERS if name in only)
        told = replace(NO_RECORD, **{name: getattr(record, name) for name in members})
        given = {"student_id": student_id, **to_plain(told)}
        return self._statements.execute(_put(members), given).first() is not None


def read_record(standing: str | None, programme: str, cohort: str, completed: str, holds: str) -> AcademicRecord:
    """Return the record in the values of RECORD; an empty one where they are empty."""
    return NO_RECORD if standing is None else _record(standing, programme, cohort, completed, holds)


@lru_cache(maxsize=1024)
def _record(standing: str, programme: str, cohort: str, completed: str, holds: str) -> AcademicRecord:
    return AcademicRecord(
        standing=standing,
        programme=programme,
        cohort=cohort,
        completed=tuple(_item(**item) for item in json.loads(completed)),
        holds=tuple(_hold(**hold) for hold in json.loads(holds)),
    )


@lru_cache(maxsize=16_384)  # by far most of what one student has passed, others have passed in the same term as well
def _item(
    *, code: str, grade: str | None = None, term: str = "", kind: str = "course", in_progress: bool = False, **_: Any
) -> CompletedItem:
    return CompletedItem(code=code, grade=grade, term=term, kind=_KINDS[kind], in_progress=in_progress)


def _hold(*, owner: str, note: str, blocks: Collection[str], expires_at: str | None = None, **_: Any) -> Hold:
    until = datetime.fromisoformat(expires_at) if expires_at else None
    return Hold(owner=owner, note=note, blocks=frozenset(map(Act, blocks)), expires_at=until)


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
