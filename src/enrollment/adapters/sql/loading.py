"""Courses onto the record, a batch at a time, so that memory stays flat however long the stream."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Integer, RowMapping, Uuid, and_, bindparam, case, insert, or_, select, update

from enrollment.adapters.sql.engine import Statements
from enrollment.adapters.sql.rows import course_row
from enrollment.adapters.sql.tables import courses
from enrollment.domain.catalog import Course
from enrollment.ports.catalog import Loaded

BATCH = 200
C = courses.c
CATALOG_COLUMNS = (
    "term",
    "code",
    "section",
    "subject",
    "title",
    "units",
    "description",
    "status",
    "max_participants",
    "registration_opens_at",
    "registration_deadline",
    "meetings",
    "sort_key",
    "search_text",
)
_SEATS = bindparam("new_max_participants", type_=Integer)
CHANGE = (
    update(courses)
    .where(C.id == bindparam("course_id", type_=Uuid))
    .values(
        {name: bindparam(f"new_{name}", type_=C[name].type) for name in CATALOG_COLUMNS}
        # Nobody is evicted when there are fewer seats than before: whoever sits is allowed to.
        | {"overbook_allowance": case((C.current_enrollment > _SEATS, C.current_enrollment - _SEATS), else_=0)}
    )
)


def load_courses(statements: Statements, stream: Iterable[Course]) -> Loaded:
    """Write the courses that are new or differ, and count."""
    added = changed = unchanged = 0
    for batch in _batches(stream):
        known = _known(statements, batch)
        rows = [(course, course_row(course)) for course in batch]
        new = [{"id": course.id, **row} for course, row in rows if _key(row) not in known]
        differing = [
            {"course_id": found["id"], **{f"new_{name}": value for name, value in row.items()}}
            for _, row in rows
            if (found := known.get(_key(row))) is not None and any(found[name] != row[name] for name in CATALOG_COLUMNS)
        ]
        if new:
            statements.execute(insert(courses), new)
        if differing:
            statements.execute(CHANGE, differing)
        added, changed = added + len(new), changed + len(differing)
        unchanged += len(batch) - len(new) - len(differing)
    return Loaded(added=added, changed=changed, unchanged=unchanged)


def _batches(stream: Iterable[Course]) -> Iterator[Sequence[Course]]:
    rest = iter(stream)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _known(statements: Statements, batch: Sequence[Course]) -> Mapping[tuple[str, str, str], RowMapping]:
    wanted = or_(*(and_(C.term == c.term, C.code == c.code, C.section == c.section) for c in batch))
    return {_key(row): row for row in statements.execute(select(courses).where(wanted)).mappings()}


def _key(row: Mapping[str, Any] | RowMapping) -> tuple[str, str, str]:
    return row["term"], row["code"], row["section"]
