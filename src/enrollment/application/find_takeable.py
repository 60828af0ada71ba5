"""What a student can take now: the catalog, each course in it judged for the student."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from enrollment.application.waitlists.foreseeing import Foresee
from enrollment.domain.policies import decide
from enrollment.domain.policies.linked import as_if_complete
from enrollment.domain.users import User
from enrollment.ports.catalog import Catalog, CatalogQuery, Listed
from enrollment.ports.clock import Clock
from enrollment.ports.register import Facts, Register

# How many courses are judged from one reading of the facts, and how often they are read for one page at most.
BATCH = 100
MOST_BATCHES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Takeable:
    """Courses a student can take now, in the order of the catalog. How many there are in all is not known.

    ``judged`` is how many courses were judged to find them, and ``next`` the place of the last of these: further
    courses are to be judged after it, and may all be refused. None: there is nothing after it.
    """

    items: Sequence[Listed]
    judged: int
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindTakeable:
    """Keep of a search what nothing stands against. It promises nothing: the decision is made with the attempt.

    Sections that belong together count as taken together: a lecture is kept without a look at its labs.
    """

    catalog: Catalog
    register: Register
    foresee: Foresee
    clock: Clock

    def __call__(self, student: User, query: CatalogQuery) -> Takeable:
        """Return up to ``limit`` courses the student can take, in two round trips for every BATCH judged.

        It ends early when it has judged MOST_BATCHES of them, so a page may be short, or empty, and still go on.
        """
        items: list[Listed] = []
        judged, place = 0, None
        for listed, is_allowed, goes_on in self._judged(student, query):
            judged += 1
            place = listed.cursor if goes_on else None
            if is_allowed:
                items.append(listed)
            if len(items) == query.limit:
                break
        return Takeable(items=items, judged=judged, next=place)

    def _judged(self, student: User, query: CatalogQuery) -> Iterator[tuple[Listed, bool, bool]]:
        """Yield each course that is open and has a seat, whether the student can take it, and whether more follow."""
        at = self.clock.now()
        batch = replace(query, open_at=at, reserved=True, limit=BATCH + 1)
        for _ in range(MOST_BATCHES):
            found = self.catalog.search(batch, student.id).items
            courses = found[:BATCH]
            about = self.register.facts_about([one.course.id for one in courses], student.id) if courses else {}
            for number, listed in enumerate(courses, 1):
                facts = about.get(listed.course.id, Facts(course=None))
                verdict = decide(as_if_complete(self.foresee(facts.attempt(at, student))))
                yield listed, verdict.allowed, number < len(found)
            if len(found) <= BATCH:
                return
            batch = replace(batch, after=courses[-1].cursor, offset=0)
