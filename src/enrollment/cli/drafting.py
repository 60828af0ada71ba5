"""What a catalog file states, put into rules: a draft for a registrar to go over."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from enrollment.adapters.catalog_files import Stated
from enrollment.adapters.requirement_texts import codes_of, precoreqs_of, requirement_of
from enrollment.domain.catalog import kind_of_section
from enrollment.domain.groups import Group
from enrollment.domain.pools import Pool
from enrollment.domain.requirements import AllOf, AnyOf, Passed, Prose, Requirement
from enrollment.domain.rule_book import INSTITUTION, Said, Scope, ScopeKind


@dataclass(slots=True)
class Draft:
    """The rules so far, by scope; ``left`` is what no rule can say, in words; ``counts`` is how many of each.

    ``offered`` are the codes of the file's own courses, ``named`` those its rules name.
    """

    sets: dict[Scope, dict[str, Any]] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    offered: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)

    def put(self, stated: Stated, term: str) -> None:
        """Draft what is said of a catalog course, and of its sections in that term."""
        before, along = precoreqs_of(stated.precoreqs)
        self.put_requirements(
            stated.code,
            requirement_of(stated.prerequisite) if stated.prerequisite else before,
            requirement_of(stated.corequisite) if stated.corequisite else along,
        )
        if stated.excluded:
            self._put_excluded(stated.code, stated.excluded)
        self._put_kinds(stated)
        for name, offered in stated.sections.items():
            section = Scope(ScopeKind.SECTION, f"{term} {stated.code} {name}")
            if offered.by_consent:
                self._put(section, "consent_of", "the instructor")
            if offered.reserved:
                # What the group has in common is not said; its name is taken for that of a programme.
                groups = (Group(name=group, programmes=frozenset({group})) for group in offered.reserved)
                pools = zip(groups, offered.reserved.values(), strict=True)
                self._put(section, "pools", tuple(Pool(group=group, seats=seats) for group, seats in pools))

    def put_requirements(self, code: str, before: Requirement | None, along: Requirement | None = None) -> None:
        """Draft what a catalog course requires, before and along with it."""
        self.offered.add(code)
        for name, requirement in (("prerequisite", before), ("corequisite", along)):
            if requirement is not None:
                self._put(Scope(ScopeKind.COURSE, code), name, requirement)
                self.counts[f"{name} {how_far(requirement)}"] += 1
                self.named.update(leaf.item for leaf in _leaves(requirement) if isinstance(leaf, Passed))

    def whole(self) -> Mapping[Scope, Said]:
        """Return all of it; first the items that the rules name and the file does not offer: no slips of the pen."""
        others = frozenset(self.named - self.offered)
        return ({INSTITUTION: {"not_in_catalog": others}} if others else {}) | self.sets

    def told(self) -> Iterator[str]:
        """Yield how many there are of each, in words."""
        for name, count in sorted(self.counts.items()):
            yield f"{count} {name}"

    def _put_excluded(self, code: str, text: str) -> None:
        codes = codes_of(text)
        if codes is None:
            self.left.append(f"{code} excluded: {text}")
            self.counts["excluded left to you"] += 1
        else:
            self._put(Scope(ScopeKind.COURSE, code), "excluded", codes)
            self.named.update(codes)

    def _put_kinds(self, stated: Stated) -> None:
        """Draft that a section of each kind is taken together: a lecture, a lab, a tutorial.

        Where a name tells of two sections (``T1A``, a tutorial of ``L1``) there are no kinds to link.
        """
        kinds = tuple(dict.fromkeys(map(kind_of_section, stated.sections)))
        if len(kinds) > 1:
            are_letters = all(map(str.isalpha, kinds))
            member, value = ("linked", kinds) if are_letters else ("one_section", False)
            self._put(Scope(ScopeKind.COURSE, stated.code), member, value)

    def _put(self, scope: Scope, name: str, value: Any) -> None:
        self.sets.setdefault(scope, {})[name] = value
        if not isinstance(value, Requirement):
            self.counts[name] += 1


def how_far(requirement: Requirement) -> str:
    """Return how far a requirement has been understood.

    >>> how_far(AnyOf((Prose("a portfolio"), Prose("a test"))))
    'as prose'
    """
    kinds = {isinstance(leaf, Prose) for leaf in _leaves(requirement)}
    return "in part as prose" if len(kinds) == 2 else "as prose" if True in kinds else "understood"


def _leaves(requirement: Requirement) -> Iterator[Requirement]:
    if isinstance(requirement, AllOf | AnyOf):
        for part in requirement.parts:
            yield from _leaves(part)
    else:
        yield requirement
