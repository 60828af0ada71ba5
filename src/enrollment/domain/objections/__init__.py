"""What is wrong with a rule book, as far as that shows without a single student: all of it, and where."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from enrollment.domain.catalog import Course
from enrollment.domain.objections.calendar import groups_of_one_name, windows_that_never_are, windows_that_overlap
from enrollment.domain.objections.codes import (
    courses_that_exclude_themselves,
    grades_outside_the_scale,
    unknown_codes,
    unknown_scopes,
)
from enrollment.domain.objections.cycles import courses_that_need_themselves
from enrollment.domain.objections.objection import Objection, Offered
from enrollment.domain.objections.scales import equivalents_overlap, scale_is_none
from enrollment.domain.objections.seats import (
    links_to_nothing,
    pools_larger_than_the_course,
    shared_seats_that_disagree,
)
from enrollment.domain.rule_book import RuleBook

__all__ = ["Objection", "objections_to"]

Check = Callable[[RuleBook, Offered], Iterator[Objection]]
CHECKS: Sequence[Check] = (
    scale_is_none,
    equivalents_overlap,
    unknown_scopes,
    unknown_codes,
    grades_outside_the_scale,
    courses_that_exclude_themselves,
    courses_that_need_themselves,
    windows_that_never_are,
    windows_that_overlap,
    groups_of_one_name,
    pools_larger_than_the_course,
    shared_seats_that_disagree,
    links_to_nothing,
)


def objections_to(book: RuleBook, courses: Iterable[Course], terms: Iterable[str]) -> Sequence[Objection]:
    """Return everything that is wrong with the book over a catalog of these courses and terms."""
    offered = Offered.of(courses, terms, book)
    return [objection for check in CHECKS for objection in check(book, offered)]
