"""What a search can be narrowed to, without reading every course: each value is one step in an index."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import CTE, Column, ColumnElement, func, null, or_, select, union_all

from enrollment.adapters.sql.tables import courses, terms
from enrollment.domain.catalog import CourseStatus, Term
from enrollment.ports.catalog import Filters

C, T = courses.c, terms.c
IS_OFFERED = C.status != CourseStatus.DRAFT.value


def _offered(column: Column[str]) -> CTE:
    """Return the values that courses on offer have in the column, each the least above the one before; NULL is last."""
    values = select(func.min(column).label("value")).where(IS_OFFERED).cte(f"{column.name}s_on_offer", recursive=True)
    following = select(func.min(column)).where(column > values.c.value, IS_OFFERED).scalar_subquery()
    return values.union_all(select(following).where(values.c.value.is_not(None)))


_SUBJECTS, _TERMS = _offered(C.subject), _offered(C.term)
# A row tells of a subject, or of a term.
FILTERS = union_all(
    select(null(), _TERMS.c.value, T.name, T.starts_on, T.ends_on)
    .select_from(_TERMS.outerjoin(terms, T.code == _TERMS.c.value))
    .where(_TERMS.c.value.is_not(None)),
    select(_SUBJECTS.c.value, *[null()] * 4).where(_SUBJECTS.c.value.is_not(None)),
)


def is_open_at(at: datetime) -> list[ColumnElement[bool]]:
    """Return what holds for a course that one can register for then, by its own window, and that has a seat."""
    return [
        C.status == CourseStatus.PUBLISHED.value,
        or_(C.registration_opens_at.is_(None), C.registration_opens_at <= at),
        or_(C.registration_deadline.is_(None), C.registration_deadline > at),
        or_(C.max_participants.is_(None), C.current_enrollment < C.max_participants),
    ]


def read_filters(rows: Iterable[Sequence[Any]]) -> Filters:
    """Return the filters in the rows of FILTERS."""
    subjects, read = [], []
    for subject, code, name, starts_on, ends_on in rows:
        if subject is None:
            read.append(read_term(code, name, starts_on, ends_on))
        else:
            subjects.append(subject)
    return Filters(subjects=sorted(subjects), terms=sorted(read, key=lambda term: term.code))


def read_term(code: str, name: str | None, starts_on: date | None, ends_on: date | None) -> Term:
    """Return the term in the values of the columns of ``terms``; one that nobody put on record goes by its code."""
    return Term(code=code, name=name or code, starts_on=starts_on, ends_on=ends_on)
