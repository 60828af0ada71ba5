"""Check a file of rules against the book and the catalog."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from enrollment.domain.catalog import Course
from enrollment.domain.objections import objections_to
from enrollment.domain.rule_book import Change, RuleBook, Said, Scope, ScopeKind, changes
from enrollment.ports.catalog import Catalog, CatalogQuery
from enrollment.ports.rule_file import Fault, RuleFile
from enrollment.ports.rule_sets import RuleSets

PAGE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What there is to say of a file: all its faults, in its order, and what it would change in the ``book``.

    ``sets`` are those that differ from the book, ``unchanged`` counts the others; ``courses`` are the whole catalog.
    """

    book: RuleBook
    faults: Sequence[Fault]
    changes: Sequence[Change]
    sets: Mapping[Scope, Said]
    courses: Sequence[Course]
    unchanged: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRules:
    """Find everything that is wrong with a file, and what publishing it would change. Changes nothing."""

    rule_sets: RuleSets
    catalog: Catalog

    def __call__(self, file: RuleFile) -> Checked:
        """Check the file, and the whole book as it would be."""
        book, courses = self.rule_sets.book(), list(self._courses())
        made = changes(book, file.sets)
        return Checked(
            book=book,
            faults=sorted([*file.faults, *self._objections(book, courses, file)]),
            changes=made,
            sets={change.scope: file.sets[change.scope] for change in made},
            courses=courses,
            unchanged=len(file.sets) - len(made),
        )

    def _objections(self, book: RuleBook, courses: Sequence[Course], file: RuleFile) -> Iterator[Fault]:
        """Yield what is wrong in the file, and what it makes wrong elsewhere in the book."""
        named = (scope.key for scope in file.sets if scope.kind is ScopeKind.TERM)
        terms = [code for code in named if self.catalog.term(code)]
        before = set(objections_to(book, courses, terms))
        for objection in objections_to(book.amended(file.sets), courses, terms):
            if objection.scope in file.sets or objection not in before:
                yield file.fault(objection)

    def _courses(self) -> Iterator[Course]:
        after = None
        while page := self.catalog.search(CatalogQuery(drafts=True, limit=PAGE, after=after), None).items:
            yield from (listed.course for listed in page)
            after = page[-1].cursor
