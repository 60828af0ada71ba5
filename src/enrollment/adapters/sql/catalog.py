"""The catalog, over SQL: what is browsed."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Subquery, Uuid, and_, bindparam, func, insert, literal_column, or_, select, update

from enrollment.adapters.sql.engine import Statements
from enrollment.adapters.sql.filters import FILTERS, IS_OFFERED, PUBLISHED, is_open_at, read_filters, read_term
from enrollment.adapters.sql.loading import load_courses
from enrollment.adapters.sql.prepared import Prepared
from enrollment.adapters.sql.rows import COURSE, ENROLLMENT, read_course, read_enrollment
from enrollment.adapters.sql.tables import course_enrollments, courses, terms
from enrollment.domain.catalog import Course, Term
from enrollment.domain.enrollments import LIVE
from enrollment.domain.identifiers import CourseId, UserId
from enrollment.ports.catalog import CatalogQuery, Filters, Listed, Listing, Loaded

C = courses.c
FIND = Prepared(select(*COURSE).where(C.id == bindparam("course_id", type_=Uuid)), COURSE)


class SqlCatalog:
    """The port Catalog, over SQL."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def search(self, query: CatalogQuery, viewer: UserId | None) -> Listing:
        """Read the page with the count: one round trip, and another for the count where the page is past the end."""
        matching = _matching(query)
        total = select(func.count()).select_from(courses).where(*matching)
        held = and_(
            course_enrollments.c.course_id == C.id,
            course_enrollments.c.student_id == viewer,
            course_enrollments.c.status.in_(sorted(LIVE)),
        )
        page = _page(query, matching)
        found = (
            select(total.scalar_subquery(), C.sort_key, *COURSE, *ENROLLMENT)
            .select_from(page.join(courses, C.id == page.c.id).outerjoin(course_enrollments, held))
            .order_by(page.c.sort_key, page.c.id)
        )
        rows = self._statements.execute(found).all()
        if not rows and (query.offset or query.after):
            return Listing(items=[], total=self._statements.execute(total).scalar_one())
        return Listing(items=[_listed(row) for row in rows], total=rows[0][0] if rows else 0)

    def filters(self) -> Filters:
        """Read subjects and terms in one round trip."""
        return read_filters(self._statements.execute(FILTERS).all())

    def find(self, course_id: CourseId) -> Course | None:
        """Read one course."""
        row = self._statements.first(FIND, {"course_id": course_id})
        return read_course(*row) if row else None

    def term(self, code: str) -> Term | None:
        """Read one term."""
        row = self._statements.execute(select(terms).where(terms.c.code == code)).first()
        return read_term(row.code, row.name, row.starts_on, row.ends_on) if row else None

    def put_term(self, term: Term) -> None:
        """Insert or update the term."""
        values = {"code": term.code, "name": term.name, "starts_on": term.starts_on, "ends_on": term.ends_on}
        if self.term(term.code):
            self._statements.execute(update(terms).where(terms.c.code == term.code).values(values))
        else:
            self._statements.execute(insert(terms), values)

    def to_clear(self) -> Sequence[CourseId]:
        """Read the courses that are not published, and not empty."""
        held = or_(C.current_enrollment > 0, C.waiting > 0)
        return list(self._statements.execute(select(C.id).where(C.status != PUBLISHED, held).order_by(C.id)).scalars())

    def load(self, courses: Iterable[Course]) -> Loaded:
        """Compare with what is on record, a batch at a time, and write what differs."""
        return load_courses(self._statements, courses)


def _page(query: CatalogQuery, matching: Sequence[ColumnElement[bool]]) -> Subquery:
    """Return which courses are on the page: how the seats of all others are divided is not looked up."""
    return (
        select(C.id, C.sort_key)
        .where(*matching, *_after(query.after))
        .order_by(C.sort_key, C.id)
        .limit(literal_column(str(query.limit)))  # part of the text: of a parameter, the database expects a tenth
        .offset(query.offset)
        .subquery("page")
    )


def _matching(query: CatalogQuery) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    conditions += [C.search_text.contains(word, autoescape=True) for word in query.q.casefold().split()]
    if query.subject is not None:
        conditions.append(C.subject == query.subject)
    if query.term is not None:
        conditions.append(C.term == query.term)
    if query.open_at is not None:
        conditions += is_open_at(query.open_at, reserved=query.reserved)
    if not query.drafts:
        conditions.append(IS_OFFERED)
    return conditions


def _after(cursor: str | None) -> list[ColumnElement[bool]]:
    if cursor is None:
        return []
    sort_key, _, course_id = cursor.rpartition("|")
    return [or_(C.sort_key > sort_key, and_(C.sort_key == sort_key, C.id > UUID(course_id)))]


def _listed(row: Sequence[Any]) -> Listed:
    _, sort_key, *values = row
    course, enrollment = read_course(*values[: len(COURSE)]), read_enrollment(*values[len(COURSE) :])
    assert course is not None
    return Listed(course=course, enrollment=enrollment, cursor=f"{sort_key}|{course.id}")
