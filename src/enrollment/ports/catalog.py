"""The catalog: courses to browse, and to load."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from enrollment.domain.catalog import Course, Term
from enrollment.domain.enrollments import Enrollment
from enrollment.domain.identifiers import CourseId, UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogQuery:
    """What to look for. ``open_at`` keeps the courses one can register for at that instant that have a seat.

    That seat is one kept for nobody, unless ``reserved``: then it may be one kept for a group.
    ``offset`` counts courses to pass over; ``after`` is the ``cursor`` of the last one seen. ``drafts``
    includes courses only staff may see.
    """

    q: str = ""
    subject: str | None = None
    term: str | None = None
    open_at: datetime | None = None
    reserved: bool = False
    drafts: bool = False
    limit: int = 25
    offset: int = 0
    after: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A course in a list, with the viewer's live enrollment in it, and its place in the order."""

    course: Course
    enrollment: Enrollment | None
    cursor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One page of a list: the courses, in the order of the catalog; ``total`` counts all that match."""

    items: Sequence[Listed]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What there is to choose from: subjects and terms on offer, in order."""

    subjects: Sequence[str]
    terms: Sequence[Term]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What became of courses loaded: how many are new, how many changed, how many were the same already."""

    added: int
    changed: int
    unchanged: int


class Catalog(Protocol):
    """The courses on offer. Order: subject, number as a number, section."""

    def search(self, query: CatalogQuery, viewer: UserId | None) -> Listing:
        """Return the page of courses that match every word of the query, in one or two round trips."""

    def filters(self) -> Filters:
        """Return what a search can be narrowed to."""

    def term(self, code: str) -> Term | None:
        """Return the term, if known."""

    def put_term(self, term: Term) -> None:
        """Put the term on record, or change what is known of it."""

    def load(self, courses: Iterable[Course]) -> Loaded:
        """Put courses on record, recognised by term, code and section; a stream may be long.

        A course known already keeps its id, and how many sit there, wait and watch. Lowering ``max_participants``
        evicts nobody. The same courses twice change nothing.
        """

    def to_clear(self) -> Sequence[CourseId]:
        """Return the courses that are not published, in which somebody has a seat, or for which somebody waits."""

    def find(self, course_id: CourseId) -> Course | None:
        """Return the course, if there is one."""
