"""An objection to a rule book, and what the checks look at."""

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from enrollment.domain.catalog import Course
from enrollment.domain.rule_book import INSTITUTION, RuleBook, Scope, section_scope

NEIGHBOURS = 20  # names to either side, of thousands


@dataclass(frozen=True, slots=True)
class Objection:
    """What is wrong, in words that go on from "the value there".

    ``at`` leads from the scope to the value: names of members, and positions in lists. ``about`` is the part of a
    longer text that it is about, if it is one.
    """

    scope: Scope
    at: tuple[str | int, ...]
    problem: str
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """What the catalog has: its terms, and its sections by scope.

    ``known`` are all codes a rule may name; ``kinds`` are those of the sections of each course: "LA" of "LA2".
    """

    terms: frozenset[str]
    sections: Mapping[Scope, Course]
    known: frozenset[str]
    kinds: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, courses: Iterable[Course], terms: Iterable[str], book: RuleBook) -> "Offered":
        """Return what there is for the rules of the book to name."""
        sections = {section_scope(course): course for course in courses}
        besides: frozenset[str] = book.said(INSTITUTION).get("not_in_catalog") or frozenset()
        kinds: dict[str, set[str]] = defaultdict(set)
        for course in sections.values():
            kinds[course.code].add(course.section_kind)
        return cls(
            terms=frozenset(terms).union(course.term for course in sections.values()),
            sections=sections,
            known=besides.union(kinds),
            kinds={code: frozenset(found) for code, found in kinds.items()},
        )

    def code_of(self, scope: Scope) -> str:
        """Return the code of the catalog course the scope, a course or a section, is about."""
        section = self.sections.get(scope)
        return section.code if section else scope.key


def unknown(what: str, name: str, known: frozenset[str]) -> str:
    """Return that there is no such thing, and which one may have been meant.

    >>> unknown("the catalog has no course", "MATH 20", frozenset({"MATH 20B", "COGS 1"}))
    'the catalog has no course "MATH 20"; did you mean "MATH 20B"?'
    """
    near = get_close_matches(name, _alike(name, known), 1)
    return f'{what} "{name}"' + (f'; did you mean "{near[0]}"?' if near else "")


def _alike(name: str, known: frozenset[str]) -> list[str]:
    """Return the few names to weigh: a slip spares the beginning or the end, and those sort next to each other."""
    forwards, backwards = _orders(known)
    shorter = {name[:place] + name[place + 1 :] for place in range(len(name))} & known
    return sorted({*shorter, *_next_to(name, forwards), *(one[::-1] for one in _next_to(name[::-1], backwards))})


@lru_cache(maxsize=8)
def _orders(known: frozenset[str]) -> tuple[list[str], list[str]]:
    """Return the names in order, and in the order of their ends, each from back to front."""
    return sorted(known), sorted(name[::-1] for name in known)


def _next_to(name: str, ordered: list[str]) -> list[str]:
    place = bisect(ordered, name)
    return ordered[max(0, place - NEIGHBOURS) : place + NEIGHBOURS]
