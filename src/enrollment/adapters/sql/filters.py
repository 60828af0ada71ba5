"""What a search can be narrowed to, without reading every course: each value is one step in an index."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import CTE, Column, ColumnElement, and_, exists, func, literal_column, null, or_, select, union_all

from enrollment.adapters.sql.tables import courses, cross_listings, seat_pools, terms
from enrollment.domain.catalog import CourseStatus, Term
from enrollment.ports.catalog import Filters

C, T, P, X = courses.c, terms.c, seat_pools.c, cross_listings.c
HAS_A_SEAT = or_(C.max_participants.is_(None), C.current_enrollment < C.max_participants)
# Of its own, and of those it shares.
IS_FREE = and_(
    HAS_A_SEAT,
    or_(
        C.cross_listing.is_(None),
        exists().where(X.name == C.cross_listing, X.current_enrollment < X.max_participants),
    ),
)
# Part of the text: of a parameter the database does not know how many courses have that status, and prepares for one.
DRAFT: ColumnElement[str] = literal_column(f"'{CourseStatus.DRAFT}'")
PUBLISHED: ColumnElement[str] = literal_column(f"'{CourseStatus.PUBLISHED}'")
IS_OFFERED = C.status != DRAFT


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


def is_open_at(at: datetime, *, reserved: bool) -> list[ColumnElement[bool]]:
    """Return what holds for a course that one can register for then, by its own window, and that has a seat.

    That is one kept for nobody, or ``reserved``: it may be one kept for a group.
    """
    return [
        C.status == PUBLISHED,
        or_(C.registration_opens_at.is_(None), C.registration_opens_at <= at),
        or_(C.registration_deadline.is_(None), C.registration_deadline > at),
        HAS_A_SEAT,
        *([] if reserved else [_some_seat_is_kept_for_nobody(at)]),
    ]


def _some_seat_is_kept_for_nobody(at: datetime) -> ColumnElement[bool]:
    """Return what holds then, also where a pool is past its release, which is not on record yet."""
    due = select(func.coalesce(func.sum(P.seats - P.taken), 0)).where(
        P.course_id == C.id, P.released.is_(False), P.releases_at <= at, P.taken < P.seats
    )
    free = C.max_participants - C.current_enrollment
    # In this order, so that few pools are looked at.
    return or_(C.max_participants.is_(None), C.seats_kept < free, C.seats_kept - due.scalar_subquery() < free)


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
