"""The port Catalog: its order, and a page of it at a time."""

from random import Random

import pytest

from enrollment.domain.catalog import RegistrationWindow
from enrollment.ports.catalog import CatalogQuery
from tests.contract.given import a_known_student, admitted, an_offered_course
from tests.support.build import NOON, a_course

# As the catalog lists them.
ORDER = [
    ("BENG 1", "A01"),
    ("COGS 1", "A01"),
    ("COGS 1", "A02"),
    ("COGS 1", "A10"),
    ("COGS 2", "A01"),
    ("COGS 10", "A01"),
    ("COGS 10", "B01"),
    ("COGS 10A", "A01"),
    ("COGS 10B", "A01"),
    ("COGS 100", "A01"),
    ("CSE 3", "A01"),
    ("MATH 1", "001"),
]


@pytest.fixture
def catalog(ports):
    """The courses of ORDER, loaded in another."""
    courses = [a_course(code=code, section=section) for code, section in ORDER]
    Random(7).shuffle(courses)
    ports.catalog.load(courses)
    return ports.catalog


def names(listing):
    """What is on the page."""
    return [(listed.course.code, listed.course.section) for listed in listing.items]


def test_numbers_are_ordered_as_numbers(catalog):
    assert names(catalog.search(CatalogQuery(), None)) == ORDER


@pytest.mark.parametrize("limit", [1, 5, len(ORDER) - 1, len(ORDER), len(ORDER) + 1])
def test_pages_by_offset_show_each_course_once(catalog, limit):
    pages = [
        catalog.search(CatalogQuery(limit=limit, offset=offset), None) for offset in range(0, len(ORDER) + 1, limit)
    ]

    assert [name for page in pages for name in names(page)] == ORDER
    assert {page.total for page in pages} == {len(ORDER)}


@pytest.mark.parametrize("limit", [1, 5, len(ORDER) - 1, len(ORDER), len(ORDER) + 1])
def test_pages_by_cursor_show_each_course_once(catalog, limit):
    seen, after = [], None
    while (page := catalog.search(CatalogQuery(limit=limit, after=after), None)).items:
        assert page.total == len(ORDER)
        seen += names(page)
        after = page.items[-1].cursor

    assert seen == ORDER


def test_a_course_added_before_the_cursor_moves_nothing_after_it(ports, catalog):
    cursor = catalog.search(CatalogQuery(limit=5), None).items[-1].cursor
    an_offered_course(ports, code="ANTH 1")

    assert names(catalog.search(CatalogQuery(after=cursor), None)) == ORDER[5:]


def test_the_same_section_in_two_terms_is_two_courses_on_two_pages(ports):
    twins = [an_offered_course(ports, section="A01", term=term) for term in ("FA26", "SP26")]
    first = ports.catalog.search(CatalogQuery(limit=1), None).items[0]
    second = ports.catalog.search(CatalogQuery(limit=1, after=first.cursor), None).items[0]

    assert [first.course, second.course] == twins


def test_a_page_of_a_search_counts_what_the_search_finds(catalog):
    page = catalog.search(CatalogQuery(q="cogs", limit=2, offset=3), None)

    assert names(page) == ORDER[4:6]
    assert page.total == 9


def test_alternatives_are_the_other_open_sections_in_order(ports):
    course = an_offered_course(ports, section="A01")
    later, sooner = an_offered_course(ports, section="A10"), an_offered_course(ports, section="A2")
    an_offered_course(ports, code="COGS 11", section="A03")
    an_offered_course(ports, section="A04", term="FA26")
    an_offered_course(ports, section="A05", max_participants=0)
    an_offered_course(ports, section="A06", registration=RegistrationWindow(closes=NOON))
    an_offered_course(ports, section="A07", registration=RegistrationWindow(opens=NOON.replace(hour=13)))
    admitted(ports, an_offered_course(ports, section="A08", max_participants=1), a_known_student(ports))

    assert list(ports.catalog.alternatives(course, NOON)) == [sooner, later]
    assert list(ports.catalog.alternatives(course, NOON, limit=1)) == [sooner]
