"""Is the scale of grades one, and is each course equivalent to the others of one set only?"""

from collections import Counter
from collections.abc import Iterator

from enrollment.domain.grades import GradeScale
from enrollment.domain.objections.objection import Objection, Offered
from enrollment.domain.rule_book import INSTITUTION, RuleBook


def scale_is_none(book: RuleBook, offered: Offered) -> Iterator[Objection]:
    """An order in which a grade stands twice, or without the lowest pass, or with grades that have no order."""
    scale: GradeScale | None = book.said(INSTITUTION).get("grades")
    if scale is None:
        return
    twice = [grade for grade, times in Counter(scale.order).items() if times > 1]
    if twice:
        yield Objection(INSTITUTION, ("grades", "order"), f"{', '.join(twice)} stands there twice")
    if not scale.knows(scale.lowest_pass):
        yield Objection(INSTITUTION, ("grades", "lowest_pass"), f'"{scale.lowest_pass}" is not in the order')
    both = sorted(scale.ungraded_passes & set(scale.order))
    if both:
        problem = f"{', '.join(both)} stands in the order as well; an ungraded pass has no place in it"
        yield Objection(INSTITUTION, ("grades", "ungraded_passes"), problem)


def equivalents_overlap(book: RuleBook, offered: Offered) -> Iterator[Objection]:
    """A course in two sets of equivalents: then all of them are one set."""
    seen: set[str] = set()
    for position, codes in enumerate(book.said(INSTITUTION).get("equivalents") or ()):
        for code in sorted(codes & seen):
            problem = f"{code} has equivalents above already; put them all into one list"
            yield Objection(INSTITUTION, ("equivalents", position), problem, code)
        seen |= codes
