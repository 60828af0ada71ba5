"""What a student's record may say, before anything is decided by it."""

from collections.abc import Iterable, Iterator

from enrollment.domain.academic_record import CompletedItem
from enrollment.domain.grades import GradeScale
from enrollment.domain.rule_book import INSTITUTION, NOTHING_SAID, RuleBook, merged


def scale_of(book: RuleBook) -> GradeScale | None:
    """Return the institution's grades; None as long as no rules are published, so that any grade will do."""
    return merged([book.sets.get(INSTITUTION, NOTHING_SAID)]).grades if book.edition else None


def repeated(items: Iterable[CompletedItem]) -> Iterator[int]:
    """Yield the places of those that stand there already: the same code, in the same term, from the same source."""
    seen = set()
    for place, item in enumerate(items):
        what = item.code, item.term, item.kind
        if what in seen:
            yield place
        seen.add(what)


def grade_fault(item: CompletedItem, scale: GradeScale | None) -> str | None:
    """Return what is wrong with the grade: one that is not in the scale would count as no pass, from wherever it is.

    >>> from enrollment.domain.grades import LETTER_GRADES
    >>> grade_fault(CompletedItem(code="MATH 20A", grade="E"), LETTER_GRADES)
    "is no grade of the institution: 'E'"
    """
    if item.grade is None or scale is None:
        return None
    if scale.knows(item.grade) or item.grade in scale.ungraded_passes:
        return None
    return f"is no grade of the institution: {item.grade!r}"
