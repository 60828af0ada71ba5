"""What a student has passed and what is in progress, as requirements look it up."""

from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass
from functools import lru_cache

from enrollment.domain.academic_record import CompletedItem, by_code
from enrollment.domain.fulfilment import Fulfilment, evaluate
from enrollment.domain.reasons import Lack
from enrollment.domain.requirements import Passed, Requirement, Result, passes_asked
from enrollment.domain.rules import Rules, counting


@dataclass(frozen=True, slots=True)
class Transcript:
    """The items by their code, and the rules that count them.

    ``along`` are the codes of what is taken along, which is as good as passed; ``seats`` those of what is in progress
    without being on record. What is on record as in progress in one of the terms ``too_late`` counts for nothing.
    """

    rules: Rules
    items: Mapping[str, tuple[CompletedItem, ...]]
    seats: frozenset[str] = frozenset()
    along: frozenset[str] = frozenset()
    too_late: Collection[str] = ()

    @classmethod
    def of(cls, items: Iterable[CompletedItem], rules: Rules) -> "Transcript":
        """Return the items as the rules count them."""
        return cls(rules, by_code(items))

    def meets(self, requirement: Requirement) -> Fulfilment:
        """Return how far the requirement is met."""
        found = ((asked, self.fulfils(asked)) for asked in self._with_something(requirement))
        return _evaluated(requirement, frozenset(one for one in found if one[1].result is not Result.NOT_MET))

    def fulfils(self, asked: Passed) -> Fulfilment:
        """Return how far the item is passed.

        What is in progress fulfils it on condition. A grade the scale does not know is judged by a person, as soon as
        there is anything to judge.
        """
        along = sorted(self.along.intersection(self.rules.counting_as(asked.item))) if self.along else []
        if along:
            return Fulfilment(Result.MET, (along[0],))
        is_known = asked.at_least is None or self.rules.grades.knows(asked.at_least)
        found = self._found(asked, asked.at_least if is_known else None)
        return found if is_known or found.result is Result.NOT_MET else Fulfilment(Result.UNKNOWN, remains=asked)

    def _found(self, asked: Passed, at_least: str | None) -> Fulfilment:
        in_progress = None
        for code in self.rules.counting_as(asked.item):
            for item in self.items.get(code, ()):
                if item.in_progress:
                    in_progress = in_progress or (None if item.term in self.too_late else code)
                elif self.rules.grades.is_pass(item.grade, at_least):
                    return Fulfilment(Result.MET, (code,))
            if code in self.seats:
                in_progress = in_progress or code
        if in_progress is None:
            return Fulfilment(Result.NOT_MET, remains=asked)
        return Fulfilment(Result.CONDITIONAL, (in_progress,), (in_progress,))

    def lacks(self, remains: Requirement) -> tuple[Lack, ...]:
        """Return every item that remains as lacking, with the best grade there is for it."""
        graded = self._with_something(remains)
        return tuple(self.lack(asked) if asked in graded else lack for asked, lack in _lacking(remains).items())

    def lack(self, asked: Passed) -> Lack:
        """Return the item as lacking, with the best grade there is for it."""
        items = (item for code in self.rules.counting_as(asked.item) for item in self.items.get(code, ()))
        grades = tuple(item.grade for item in items if item.grade and not item.in_progress)
        grades = tuple(grade for grade in grades if self.rules.grades.is_pass(grade)) or grades
        return Lack(
            item=asked.item, needs=asked.at_least, has=self.rules.grades.best(grades) or next(iter(grades), None)
        )

    def _with_something(self, requirement: Requirement) -> Set[Passed]:
        """Return those of the items asked for there is anything for, be it enough or not."""
        asking = _asking(requirement, self.rules.equivalents)
        return {
            asked
            for known in (self.items.keys(), self.seats, self.along)
            for code in asking.keys() & known
            for asked in asking[code]
        }


# A requirement is asked of many, and most of them have the same of it: nothing, or all of it in the same way.


@lru_cache(maxsize=2048)
def _evaluated(requirement: Requirement, found: frozenset[tuple[Passed, Fulfilment]]) -> Fulfilment:
    """Return how far it is met, where ``found`` says so of some items, and there is nothing of the others."""
    known = dict(found)
    return evaluate(requirement, lambda asked: known.get(asked) or Fulfilment(Result.NOT_MET, remains=asked))


@lru_cache(maxsize=1024)
def _asking(requirement: Requirement, equivalents: tuple[frozenset[str], ...]) -> Mapping[str, tuple[Passed, ...]]:
    """Return by each code what is asked for that it could count as."""
    found: dict[str, tuple[Passed, ...]] = {}
    for asked in dict.fromkeys(passes_asked(requirement)):
        for code in counting(equivalents).get(asked.item) or (asked.item,):
            found[code] = (*found.get(code, ()), asked)
    return found


@lru_cache(maxsize=1024)
def _lacking(remains: Requirement) -> Mapping[Passed, Lack]:
    """Return each item asked for as lacking, where there is nothing of it."""
    return {asked: Lack(item=asked.item, needs=asked.at_least) for asked in passes_asked(remains)}
