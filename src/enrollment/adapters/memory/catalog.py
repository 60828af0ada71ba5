"""The catalog, kept in memory."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from enrollment.adapters.memory.catalog_order import place, search_text
from enrollment.adapters.memory.records import MemoryRecords
from enrollment.domain.catalog import Course, CourseStatus, Term
from enrollment.domain.identifiers import CourseId, UserId
from enrollment.ports.catalog import CatalogQuery, Filters, Listed, Listing, Loaded


class MemoryCatalog:
    """The port Catalog over dicts."""

    def __init__(self, records: MemoryRecords) -> None:
        self._records = records

    def search(self, query: CatalogQuery, viewer: UserId | None) -> Listing:
        """Return the page of courses that match every word of the query."""
        with self._records.lock:
            found = sorted(
                (place(course), course) for course in self._records.courses.values() if _matches(course, query)
            )
            page = [(at, course) for at, course in found if query.after is None or at > query.after]
            items = tuple(
                Listed(course=course, enrollment=self._records.live(course.id, viewer), cursor=at)
                for at, course in page[query.offset : query.offset + query.limit]
            )
        return Listing(items=items, total=len(found))

    def filters(self) -> Filters:
        """Return what a search can be narrowed to: what the courses that are no drafts have."""
        with self._records.lock:
            shown = [course for course in self._records.courses.values() if course.status is not CourseStatus.DRAFT]
            codes = sorted({course.term for course in shown})
            terms = tuple(self._records.terms.get(code, Term(code=code, name=code)) for code in codes)
        return Filters(subjects=tuple(sorted({course.subject for course in shown})), terms=terms)

    def term(self, code: str) -> Term | None:
        """Return the term, if known."""
        with self._records.lock:
            return self._records.terms.get(code)

    def put_term(self, term: Term) -> None:
        """Put the term on record, or change what is known of it."""
        with self._records.lock:
            self._records.terms[term.code] = term

    def load(self, courses: Iterable[Course]) -> Loaded:
        """Put courses on record, recognised by term, code and section; a stream may be long."""
        counts = {"added": 0, "changed": 0, "unchanged": 0}
        stream = list(courses)  # read to its end first: a stream that breaks off has loaded nothing
        with self._records.lock:
            ids = {_names(course): course.id for course in self._records.courses.values()}
            for course in stream:
                counts[self._put(course, ids.setdefault(_names(course), course.id))] += 1
        return Loaded(**counts)

    def to_clear(self) -> Sequence[CourseId]:
        """Return the courses that are not published, and not empty."""
        with self._records.lock:
            withdrawn = (one for one in self._records.courses.values() if not one.is_offered)
            return sorted(one.id for one in withdrawn if one.current_enrollment or one.waiting)

    def find(self, course_id: CourseId) -> Course | None:
        """Return the course, if there is one."""
        with self._records.lock:
            return self._records.courses.get(course_id)

    def _put(self, course: Course, course_id: CourseId) -> str:
        known = self._records.courses.get(course_id)
        kept = replace(course, id=course_id, current_enrollment=0, waiting=0, watched=0)
        if known:
            counted = {name: getattr(known, name) for name in ("current_enrollment", "waiting", "watched")}
            kept = replace(kept, pools=known.pools, shared=known.shared, **counted)
        self._records.courses[course_id] = kept
        if known is None:
            return "added"
        return "unchanged" if kept == known else "changed"


def _names(course: Course) -> tuple[str, str, str]:
    return course.term, course.code, course.section


def _matches(course: Course, query: CatalogQuery) -> bool:
    text = search_text(course)
    return (
        all(word in text for word in query.q.casefold().split())
        and (query.drafts or course.status is not CourseStatus.DRAFT)
        and query.subject in (None, course.subject)
        and query.term in (None, course.term)
        and (query.open_at is None or is_open(course, query.open_at, reserved=query.reserved))
    )


def is_open(course: Course, at: datetime, *, reserved: bool) -> bool:
    """Whether one can register for the course at that instant, by its own window, and it has a seat.

    That is one kept for nobody, or ``reserved``: it may be one kept for a group.
    """
    opens, closes = course.registration.opens, course.registration.closes
    kept = 0 if reserved else sum(pool.unused(at) for pool in course.pools)
    return (
        course.status is CourseStatus.PUBLISHED
        and (opens is None or opens <= at)
        and (closes is None or at < closes)
        and (course.seats_available is None or course.seats_available > kept)
    )
