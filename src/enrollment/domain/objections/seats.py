"""Do pools fit into their course, do shared seats agree, and are there sections to link?"""

from collections import defaultdict
from collections.abc import Iterator

from enrollment.domain.objections.objection import Objection, Offered
from enrollment.domain.pools import Pool, SharedCapacity
from enrollment.domain.rule_book import RuleBook, Scope, ScopeKind


def pools_larger_than_the_course(book: RuleBook, offered: Offered) -> Iterator[Objection]:
    """Pools that keep more seats than there are, and two of the same name."""
    for scope, said in book.of(ScopeKind.SECTION):
        pools: tuple[Pool, ...] = said.get("pools") or ()
        course = offered.sections.get(scope)
        seats, most = sum(pool.seats for pool in pools), course.max_participants if course else None
        if most is not None and seats > most:
            yield Objection(scope, ("pools",), f"the pools keep {seats} seats, and {scope} has {most}")
        names = [pool.group.name for pool in pools]
        for position, name in enumerate(names):
            if name in names[:position]:
                yield Objection(scope, ("pools", position, "group"), f"there is a pool for {name} above already")


def shared_seats_that_disagree(book: RuleBook, offered: Offered) -> Iterator[Objection]:
    """Sections that share seats of one name in one term, and say different numbers; or one that shares with nobody."""
    sharing: dict[tuple[str, str], list[tuple[Scope, SharedCapacity]]] = defaultdict(list)
    for scope, said in book.of(ScopeKind.SECTION):
        shared: SharedCapacity | None = said.get("shared_seats")
        if shared is not None:
            sharing[scope.key.partition(" ")[0], shared.name].append((scope, shared))
    for (term, name), sections in sharing.items():
        first, seats = sections[0][0], sections[0][1].max_participants
        if len(sections) == 1:
            yield Objection(first, ("shared_seats", "name"), f'no other section of {term} shares seats as "{name}"')
        for scope, shared in sections[1:]:
            if shared.max_participants != seats:
                problem = f'"{name}" has {seats} seats as {first} says'
                yield Objection(scope, ("shared_seats", "seats"), problem)


def links_to_nothing(book: RuleBook, offered: Offered) -> Iterator[Objection]:
    """Linked kinds of section that the catalog course has none of, so that nobody could take one of each."""
    for scope, said in book.of(ScopeKind.COURSE, ScopeKind.SECTION):
        code = offered.code_of(scope)
        kinds = offered.kinds.get(code, frozenset())
        for position, kind in enumerate(said.get("linked") or ()):
            if kinds and kind not in kinds:
                found = ", ".join(sorted(kinds))
                problem = f'{code} has no section of the kind "{kind}"; its kinds are {found}'
                yield Objection(scope, ("linked", position), problem)
