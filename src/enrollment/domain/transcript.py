"""What a student has passed and what is in progress, as requirements look it up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from enrollment.domain.academic_record import CompletedItem
from enrollment.domain.fulfilment import Fulfilment
from enrollment.domain.reasons import Lack
from enrollment.domain.requirements import Passed, Result
from enrollment.domain.rules import Rules


@dataclass(frozen=True, slots=True)
class Transcript:
    """The items by their code, and the rules that count them."""

    rules: Rules
    items: Mapping[str, tuple[CompletedItem, ...]]

    @classmethod
    def of(cls, items: Iterable[CompletedItem], rules: Rules) -> "Transcript":
        """Return the items as the rules count them."""
        by_code: dict[str, tuple[CompletedItem, ...]] = {}
        for item in items:
            by_code[item.code] = (*by_code.get(item.code, ()), item)
        return cls(rules, by_code)

    def _counting_as(self, code: str) -> tuple[CompletedItem, ...]:
        """The items of that course, then those of its equivalents."""
        items = self.items.get(code, ())
        for codes in self.rules.equivalents_of(code):
            items += tuple(item for other in sorted(codes) if other != code for item in self.items.get(other, ()))
        return items

    def fulfils(self, asked: Passed) -> Fulfilment:
        """Return how far the item is passed.

        What is in progress fulfils it on condition. A grade the scale does not know is judged by a person, as soon as
        there is anything to judge.
        """
        items = self._counting_as(asked.item)
        known = asked.at_least is None or self.rules.grades.knows(asked.at_least)
        in_progress = None
        for item in items:
            if item.in_progress:
                in_progress = in_progress or item
            elif self.rules.grades.is_pass(item.grade, asked.at_least if known else None):
                return Fulfilment(Result.MET, (item.code,)) if known else Fulfilment(Result.UNKNOWN, remains=asked)
        if in_progress is None:
            return Fulfilment(Result.NOT_MET, remains=asked)
        if not known:
            return Fulfilment(Result.UNKNOWN, remains=asked)
        return Fulfilment(Result.CONDITIONAL, (in_progress.code,), (in_progress.code,))

    def lack(self, asked: Passed) -> Lack:
        """Return the item as lacking, with the best grade there is for it."""
        items = self._counting_as(asked.item)
        if not items:
            return Lack(item=asked.item, needs=asked.at_least)
        grades = tuple(item.grade for item in items if item.grade and not item.in_progress)
        grades = tuple(grade for grade in grades if self.rules.grades.is_pass(grade)) or grades
        return Lack(
            item=asked.item, needs=asked.at_least, has=self.rules.grades.best(grades) or next(iter(grades), None)
        )
