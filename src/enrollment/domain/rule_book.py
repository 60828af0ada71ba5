"""The rule book: what the institution, a term, a catalog course and a section say, and what holds together."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import Any

from enrollment.domain.catalog import Course
from enrollment.domain.rules import Rules

# Members of Rules, pools, shared_seats and not_in_catalog, by name. What is not named is left to the wider scope;
# None takes back what the wider scope says.
Said = Mapping[str, Any]


class ScopeKind(StrEnum):
    """What a set of rules is for."""

    INSTITUTION = "institution"
    TERM = "term"
    COURSE = "course"
    SECTION = "section"


_WIDEST_FIRST = tuple(ScopeKind)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a set of rules is for: the institution, a term, all sections of a catalog course, or one of them.

    ``key`` is "", the term ("SP22"), the code ("MATH 20B"), or term and name of the section ("SP22 MATH 20B C01").
    """

    kind: ScopeKind
    key: str = ""

    def __lt__(self, other: "Scope") -> bool:
        """Wider scopes come first, then it goes by the key."""
        return (_WIDEST_FIRST.index(self.kind), self.key) < (_WIDEST_FIRST.index(other.kind), other.key)

    def __str__(self) -> str:
        """As people call it."""
        return self.key or "the institution"


INSTITUTION = Scope(ScopeKind.INSTITUTION)


def scopes_of(course: Course) -> tuple[Scope, Scope, Scope, Scope]:
    """Return the scopes whose rules hold for the course, the widest first."""
    return (
        INSTITUTION,
        Scope(ScopeKind.TERM, course.term),
        Scope(ScopeKind.COURSE, course.code),
        section_scope(course),
    )


def section_scope(course: Course) -> Scope:
    """Return the scope of that one course in its term."""
    return Scope(ScopeKind.SECTION, f"{course.term} {course.name}")


def divided(course: Course, said: Said) -> Course:
    """Return the course with the pools and the shared seats that its section says, nobody sitting in them yet."""
    shared = said.get("shared_seats")
    if shared is not None:
        shared = replace(shared, name=f"{course.term} {shared.name}")
    return replace(course, pools=said.get("pools") or (), shared=shared)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSet:
    """What one scope says, and since which edition of the book; 0: not yet published."""

    said: Said
    edition: int = 0


NOTHING_SAID = RuleSet(said={})
_RULES = frozenset(one.name for one in fields(Rules)) - {"edition"}


def merged(sets: Iterable[RuleSet]) -> Rules:
    """Return the rules the sets come to, the narrower ones coming later; the edition is that of the latest of them."""
    said: dict[str, Any] = {}
    edition = 0
    for one in sets:
        said.update(one.said)
        edition = max(edition, one.edition)
    return Rules(
        edition=edition, **{name: value for name, value in said.items() if name in _RULES and value is not None}
    )


@dataclass(frozen=True, slots=True)
class InForce:
    """A member that holds for a course, and the scope that says so."""

    member: str
    value: Any
    scope: Scope


@dataclass(frozen=True, slots=True)
class RuleBook:
    """Every set of rules there is, as of its latest ``edition``."""

    sets: Mapping[Scope, RuleSet] = field(default_factory=dict)
    edition: int = 0

    def said(self, scope: Scope) -> Said:
        """Return what the scope says itself."""
        return self.sets.get(scope, NOTHING_SAID).said

    def of(self, *kinds: ScopeKind) -> Iterator[tuple[Scope, Said]]:
        """Yield the scopes of these kinds, and what each says."""
        return ((scope, one.said) for scope, one in self.sets.items() if scope.kind in kinds)

    def rules_for(self, course: Course) -> Rules:
        """Return the rules that hold for the course."""
        return merged(self.sets.get(scope, NOTHING_SAID) for scope in scopes_of(course))

    def in_force(self, course: Course) -> tuple[InForce, ...]:
        """Return what holds for the course, its seats included, member by member; what is taken back does not."""
        found = {
            name: InForce(name, value, scope)
            for scope in scopes_of(course)
            for name, value in self.said(scope).items()
            if name != "not_in_catalog"
        }
        return tuple(one for one in found.values() if one.value is not None)

    def amended(self, sets: Mapping[Scope, Said]) -> "RuleBook":
        """Return the book with these in place of what their scopes said; they come last, and are of no edition yet."""
        others = {scope: one for scope, one in self.sets.items() if scope not in sets}
        return replace(self, sets=others | {scope: RuleSet(said=said) for scope, said in sets.items()})


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a file would change in a scope: the members it adds, changes and takes back."""

    scope: Scope
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    taken_back: tuple[str, ...] = ()


def changes(book: RuleBook, sets: Mapping[Scope, Said]) -> tuple[Change, ...]:
    """Return what the sets would change in the book, in their order; a scope they leave as it is, is not among them."""
    return tuple(
        Change(
            scope=scope,
            added=tuple(name for name in said if name not in before),
            changed=tuple(name for name in said if name in before and said[name] != before[name]),
            taken_back=tuple(name for name in before if name not in said),
        )
        for scope, said in sets.items()
        if said != (before := book.said(scope))
    )
