"""The catalog, over SQL: what is browsed."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, and_, func, insert, or_, select, update

from enrollment.adapters.sql.engine import Statements
from enrollment.adapters.sql.loading import load_courses
from enrollment.adapters.sql.rows import course_of, enrollment_of
from enrollment.adapters.sql.tables import course_enrollments, courses, terms
from enrollment.domain.catalog import Course, CourseStatus, Term
from enrollment.domain.enrollments import LIVE
from enrollment.domain.identifiers import CourseId, UserId
from enrollment.ports.catalog import CatalogQuery, Filters, Listed, Listing, Loaded

C = courses.c


class SqlCatalog:
    """The port Catalog, over SQL."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def search(self, query: CatalogQuery, viewer: UserId | None) -> Listing:
        """Read the page and the count: two round trips."""
        matching = _matching(query)
        held = and_(
            course_enrollments.c.course_id == C.id,
            course_enrollments.c.student_id == viewer,
            course_enrollments.c.status.in_(sorted(LIVE)),
        )
        page = (
            select(*C, *course_enrollments.c)
            .select_from(courses.outerjoin(course_enrollments, held))
            .where(*matching, *_after(query.after))
            .order_by(C.sort_key, C.id)
            .limit(query.limit)
            .offset(query.offset)
        )
        items = [_listed(row) for row in self._statements.execute(page).mappings()]
        count = select(func.count()).select_from(courses).where(*matching)
        return Listing(items=items, total=int(self._statements.execute(count).scalar_one()))

    def filters(self) -> Filters:
        """Read subjects and terms in one round trip."""
        on_offer = (
            select(C.subject, C.term.label("code"), terms.c.name, terms.c.starts_on, terms.c.ends_on)
            .select_from(courses.outerjoin(terms, terms.c.code == C.term))
            .where(C.status != CourseStatus.DRAFT.value)
            .distinct()
        )
        rows = self._statements.execute(on_offer).all()
        known = {row.code: _term(row) for row in rows}
        return Filters(subjects=sorted({row.subject for row in rows}), terms=[known[code] for code in sorted(known)])

    def alternatives(self, course: Course, at: datetime, limit: int = 5) -> Sequence[Course]:
        """Read the course's open sections."""
        others = and_(C.term == course.term, C.code == course.code, C.id != course.id, *_open_at(at))
        rows = self._statements.execute(select(courses).where(others).order_by(C.sort_key).limit(limit)).mappings()
        return [course_of(row) for row in rows]

    def find(self, course_id: CourseId) -> Course | None:
        """Read one course."""
        row = self._statements.execute(select(courses).where(C.id == course_id)).mappings().first()
        return course_of(row) if row else None

    def term(self, code: str) -> Term | None:
        """Read one term."""
        row = self._statements.execute(select(terms).where(terms.c.code == code)).first()
        return _term(row) if row else None

    def put_term(self, term: Term) -> None:
        """Insert or update the term."""
        values = {"code": term.code, "name": term.name, "starts_on": term.starts_on, "ends_on": term.ends_on}
        if self.term(term.code):
            self._statements.execute(update(terms).where(terms.c.code == term.code).values(values))
        else:
            self._statements.execute(insert(terms), values)

    def load(self, courses: Iterable[Course]) -> Loaded:
        """Compare with what is on record, a batch at a time, and write what differs."""
        return load_courses(self._statements, courses)


def _matching(query: CatalogQuery) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    conditions += [C.search_text.contains(word, autoescape=True) for word in query.q.casefold().split()]
    if query.subject is not None:
        conditions.append(C.subject == query.subject)
    if query.term is not None:
        conditions.append(C.term == query.term)
    if query.open_at is not None:
        conditions += _open_at(query.open_at)
    if not query.drafts:
        conditions.append(C.status != CourseStatus.DRAFT.value)
    return conditions


def _open_at(at: datetime) -> list[ColumnElement[bool]]:
    return [
        C.status == CourseStatus.PUBLISHED.value,
        or_(C.registration_opens_at.is_(None), C.registration_opens_at <= at),
        or_(C.registration_deadline.is_(None), C.registration_deadline > at),
        or_(C.max_participants.is_(None), C.current_enrollment < C.max_participants),
    ]


def _after(cursor: str | None) -> list[ColumnElement[bool]]:
    if cursor is None:
        return []
    sort_key, _, course_id = cursor.rpartition("|")
    return [or_(C.sort_key > sort_key, and_(C.sort_key == sort_key, C.id > UUID(course_id)))]


def _listed(row: RowMapping) -> Listed:
    return Listed(course=course_of(row), enrollment=enrollment_of(row), cursor=f"{row[C.sort_key]}|{row[C.id]}")


def _term(row: Any) -> Term:
    return Term(code=row.code, name=row.name or row.code, starts_on=row.starts_on, ends_on=row.ends_on)
