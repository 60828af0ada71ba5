"""Do the things a rule names exist? Courses, terms, sections, and grades."""

from collections.abc import Iterator

from enrollment.domain.grades import LETTER_GRADES, GradeScale
from enrollment.domain.objections.objection import Objection, Offered, unknown
from enrollment.domain.requirements import Passed, passes_asked
from enrollment.domain.rule_book import INSTITUTION, RuleBook, Said, ScopeKind

REQUIREMENTS = ("prerequisite", "corequisite")
NO_COURSE = "the catalog has no course"


def unknown_scopes(book: RuleBook, offered: Offered) -> Iterator[Objection]:
    """Terms, courses and sections there are none of."""
    sections = frozenset(scope.key for scope in offered.sections)
    for scope, _ in book.of(ScopeKind.TERM, ScopeKind.COURSE, ScopeKind.SECTION):
        match scope.kind:
            case ScopeKind.TERM if scope.key not in offered.terms:
                yield Objection(scope, (), unknown("the catalog has no term", scope.key, offered.terms))
            case ScopeKind.COURSE if scope.key not in offered.known:
                yield Objection(scope, (), unknown(NO_COURSE, scope.key, offered.known))
            case ScopeKind.SECTION if scope.key not in sections:
                yield Objection(scope, (), unknown("the catalog has no section", scope.key, sections))


def unknown_codes(book: RuleBook, offered: Offered) -> Iterator[Objection]:
    """Codes that neither the catalog has nor ``not_in_catalog`` names."""
    for position, codes in enumerate(book.said(INSTITUTION).get("equivalents") or ()):
        for code in sorted(codes - offered.known):
            yield Objection(INSTITUTION, ("equivalents", position), unknown(NO_COURSE, code, offered.known), code)
    for scope, said in book.of(ScopeKind.COURSE, ScopeKind.SECTION):
        for code in sorted((said.get("excluded") or frozenset()) - offered.known):
            yield Objection(scope, ("excluded",), unknown(NO_COURSE, code, offered.known), code)
        for name, passed in _asked_for(said):
            if passed.item not in offered.known:
                yield Objection(scope, (name,), unknown(NO_COURSE, passed.item, offered.known), passed.item)


def grades_outside_the_scale(book: RuleBook, offered: Offered) -> Iterator[Objection]:
    """Grades that have no place in the institution's order, so that nothing can be at least as good."""
    scale: GradeScale = book.said(INSTITUTION).get("grades") or LETTER_GRADES
    for scope, said in book.of(ScopeKind.COURSE, ScopeKind.SECTION):
        for name, passed in _asked_for(said):
            if passed.at_least is not None and not scale.knows(passed.at_least):
                yield Objection(scope, (name,), _no_grade(passed.at_least, scale), f"at least {passed.at_least}")
        repeat = said.get("repeat")
        if repeat and repeat.only_below is not None and not scale.knows(repeat.only_below):
            yield Objection(scope, ("repeat", "only_below"), _no_grade(repeat.only_below, scale))


def courses_that_exclude_themselves(book: RuleBook, offered: Offered) -> Iterator[Objection]:
    """Nobody could hold a seat there."""
    for scope, said in book.of(ScopeKind.COURSE, ScopeKind.SECTION):
        code = offered.code_of(scope)
        if code in (said.get("excluded") or ()):
            yield Objection(scope, ("excluded",), f"{code} would exclude itself", code)


def _asked_for(said: Said) -> Iterator[tuple[str, Passed]]:
    for name in REQUIREMENTS:
        if said.get(name) is not None:
            yield from ((name, passed) for passed in passes_asked(said[name]))


def _no_grade(grade: str, scale: GradeScale) -> str:
    return f'the grades are {", ".join(scale.order)}; "{grade}" is none of them'
