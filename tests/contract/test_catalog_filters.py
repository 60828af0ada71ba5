"""The port Catalog: terms, and what a search can be narrowed to."""

from datetime import date

from enrollment.domain.catalog import CourseStatus, Term
from tests.contract.given import an_offered_course

SPRING = Term(code="SP26", name="Spring 2026", starts_on=date(2026, 3, 25), ends_on=date(2026, 6, 12))


def test_a_term_is_read_as_it_was_put(ports):
    ports.catalog.put_term(SPRING)

    assert ports.catalog.term("SP26") == SPRING


def test_a_term_nobody_put_is_not_known(ports):
    assert ports.catalog.term("SP26") is None


def test_a_term_can_be_changed(ports):
    ports.catalog.put_term(SPRING)
    ports.catalog.put_term(Term(code="SP26", name="Spring Quarter 2026"))

    assert ports.catalog.term("SP26") == Term(code="SP26", name="Spring Quarter 2026")


def test_an_empty_catalog_has_nothing_to_choose_from(ports):
    ports.catalog.put_term(SPRING)

    filters = ports.catalog.filters()

    assert (list(filters.subjects), list(filters.terms)) == ([], [])


def test_the_subjects_on_offer_are_listed_once_and_in_order(ports):
    for code in ("MATH 1", "COGS 10", "COGS 1", "CSE 8A"):
        an_offered_course(ports, code=code)

    assert list(ports.catalog.filters().subjects) == ["COGS", "CSE", "MATH"]


def test_a_term_on_offer_goes_by_its_code_until_it_is_put(ports):
    an_offered_course(ports, term="SP26")
    an_offered_course(ports, term="FA26")
    ports.catalog.put_term(SPRING)

    assert list(ports.catalog.filters().terms) == [Term(code="FA26", name="FA26"), SPRING]


def test_a_draft_is_not_on_offer(ports):
    an_offered_course(ports, code="MATH 1", term="FA26", status=CourseStatus.DRAFT)

    filters = ports.catalog.filters()

    assert (list(filters.subjects), list(filters.terms)) == ([], [])
