"""The port Catalog: its order, and a page of it at a time."""

from random import Random
from uuid import UUID

import pytest

from enrollment.ports.catalog import CatalogQuery
from tests.contract.given import an_offered_course
from tests.support.build import a_course

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


@pytest.mark.parametrize(
    ("query", "total"),
    [
        (CatalogQuery(offset=100), len(ORDER)),
        (CatalogQuery(q="cogs", offset=100), 9),
        (CatalogQuery(q="cogs", after=f"ZZZZ|{UUID(int=0)}"), 9),
        (CatalogQuery(q="xylophone"), 0),
    ],
)
def test_a_page_with_nothing_on_it_counts_all_the_same(catalog, query, total):
    page = catalog.search(query, None)

    assert (list(page.items), page.total) == ([], total)
