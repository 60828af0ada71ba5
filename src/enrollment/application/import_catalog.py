"""Put a list of courses from outside into the catalog."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from enrollment.domain.catalog import Course, Term
from enrollment.ports.catalog import Catalog, Loaded
from enrollment.ports.course_list import Fault, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of the rows: those loaded, and how many were left out for their faults."""

    loaded: Loaded
    left_out: int


class ListUnreadable(Exception):
    """The list is none, or breaks off, so that none of it may be loaded."""

    def __init__(self) -> None:
        super().__init__("the list cannot be read")


class RowsFaulty(Exception):
    """Some rows have faults, so that none may be loaded."""

    def __init__(self, count: int) -> None:
        super().__init__("one row has faults" if count == 1 else f"{count} rows have faults")
        self.count = count


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportCatalog:
    """Load courses of one term, all of them or none; with ``best_effort`` those without faults of a list read whole.

    Works inside the caller's transaction and never ends it. Every fault of every row goes to ``report`` as it
    is found. Courses on record that the list does not name stay as they are.
    """

    catalog: Catalog

    def __call__(
        self, term: Term, rows: Iterable[Row], *, best_effort: bool, report: Callable[[Fault], None]
    ) -> Imported:
        """Load the rows as they come. Raises RowsFaulty or ListUnreadable, for the caller to undo what was loaded."""
        known = self.catalog.term(term.code)
        if known is None or (term.starts_on and term != known):
            self.catalog.put_term(term)
        sound = _Sound(report=report, best_effort=best_effort)
        loaded = self.catalog.load(sound.courses(rows))
        if sound.broke_off:
            raise ListUnreadable
        if sound.faulty and not best_effort:
            raise RowsFaulty(sound.faulty)
        return Imported(loaded=loaded, left_out=sound.faulty)


@dataclass(slots=True)
class _Sound:
    """Lets the courses without faults pass, reports the faults, and counts the rows that have some."""

    report: Callable[[Fault], None]
    best_effort: bool
    faulty: int = 0
    broke_off: bool = False
    _line_of: dict[tuple[str, str], int] = field(default_factory=dict)

    def courses(self, rows: Iterable[Row]) -> Iterator[Course]:
        for row in rows:
            faults = row.faults or self._repetition(row)
            for fault in faults:
                self.report(fault)
            self.faulty += bool(faults)
            self.broke_off |= row.is_last
            # Once it is certain that nothing will be loaded, the rest is only looked through.
            if row.course and not faults and (self.best_effort or not self.faulty):
                yield row.course

    def _repetition(self, row: Row) -> tuple[Fault, ...]:
        if row.course is None:
            return ()
        first = self._line_of.setdefault((row.course.code, row.course.section), row.line)
        if first == row.line:
            return ()
        problem = f"{row.course.name} stands in {row.counted} {first} already"
        return (Fault(line=row.line, counted=row.counted, problem=problem),)
