"""Can every course be reached? One that needs itself, by whatever detour, cannot."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from enrollment.domain.objections.objection import Objection, Offered
from enrollment.domain.requirements import AllOf, AnyOf, Passed, Requirement
from enrollment.domain.rule_book import INSTITUTION, RuleBook, Scope, ScopeKind


def courses_that_need_themselves(book: RuleBook, offered: Offered) -> Iterator[Objection]:
    """Circles of prerequisites out of which no alternative leads: each once, at a course not yet published, if any."""
    needs = {scope.key: said["prerequisite"] for scope, said in book.of(ScopeKind.COURSE) if said.get("prerequisite")}
    fresh = {scope.key for scope, one in book.sets.items() if not one.edition}
    same = {code: codes for codes in book.said(INSTITUTION).get("equivalents") or () for code in codes}
    for circle in _Reach(needs, same).circles():
        start = next((place for place, code in enumerate(circle) if code in fresh), 0)
        around = [*circle[start:], *circle[: start + 1]]
        problem = f"nobody could ever take it: {' needs '.join(around)}"
        yield Objection(Scope(ScopeKind.COURSE, around[0]), ("prerequisite",), problem, around[1])


@dataclass(slots=True)
class _Reach:
    """Which courses somebody who has passed nothing yet could come to pass in the end."""

    needs: dict[str, Requirement]
    same: Mapping[str, frozenset[str]]
    out_of_reach: set[str] = field(default_factory=set)

    def circles(self) -> Iterator[list[str]]:
        """Yield the codes of each circle; from each of them the next one is needed."""
        self._reach()
        seen: set[str] = set()
        for code in self.needs:
            if code not in self.out_of_reach:
                continue
            path: list[str] = []
            while code not in seen:
                seen.add(code)
                path.append(code)
                code = self._missing(self.needs[code])
            if code in path:
                yield path[path.index(code) :]

    def _reach(self) -> None:
        """Take out, one after another, what can be reached; to and fro, so that a long chain costs no round each."""
        self.out_of_reach = set(self.needs)
        before = len(self.needs) + 1
        while len(self.out_of_reach) < before:
            before = len(self.out_of_reach)
            for code in (*self.needs, *reversed(self.needs)):
                if code in self.out_of_reach and self._is_met(self.needs[code]):
                    self.out_of_reach.remove(code)

    def _is_met(self, requirement: Requirement) -> bool:
        match requirement:
            case Passed(item):
                return any(code not in self.out_of_reach for code in self.same.get(item, {item}))
            case AllOf(parts):
                return all(map(self._is_met, parts))
            case AnyOf(parts):
                return any(map(self._is_met, parts))
        return True

    def _missing(self, requirement: Requirement) -> str:
        """Return the first course the requirement, which cannot be met, is in want of."""
        match requirement:
            case Passed(item):
                return item
            case AllOf(parts) | AnyOf(parts):
                return self._missing(next(part for part in parts if not self._is_met(part)))
        raise AssertionError("prose is met")
