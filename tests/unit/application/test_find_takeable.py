"""What a student can take now: which courses are kept, and how the pages go on."""

from datetime import time

import pytest

from enrollment.adapters.memory.rule_sets import MemoryRuleSets
from enrollment.application.find_takeable import BATCH, MOST_BATCHES, FindTakeable
from enrollment.domain.catalog import RegistrationWindow
from enrollment.domain.groups import Group
from enrollment.domain.meetings import Day, Meeting
from enrollment.domain.pools import Pool
from enrollment.domain.requirements import Passed
from enrollment.domain.rule_book import INSTITUTION, Scope, ScopeKind
from enrollment.ports.catalog import CatalogQuery
from tests.support.build import NOON, an_enrollment

BOUND = BATCH * MOST_BATCHES
NINE, TEN = ((Meeting(kind="LE", days=(Day.MONDAY,), starts=time(hour), ends=time(hour, 50)),) for hour in (9, 10))
SENIORS = Pool(group=Group(name="seniors", standings=frozenset({"SR"})), seats=30)


@pytest.fixture
def rules(records):
    """Publish rules."""
    kept = MemoryRuleSets(records)
    return lambda sets: kept.publish(sets, after=kept.book().edition, by="the registrar", at=NOON)


@pytest.fixture
def ada(known, offered, records, rules):
    """A student who holds a seat in a course on Monday at nine, where nobody takes two at the same time."""
    student, held = known(), offered(code="AAS 1", meetings=NINE)
    enrollment = an_enrollment(course_id=held.id, student_id=student.id)
    records.enrollments[enrollment.id] = enrollment
    rules({INSTITUTION: {"refuse_conflicts": True}})
    return student


@pytest.fixture
def find(made):
    """Find what a student can take."""
    takeable = made(FindTakeable)
    return lambda student, **about: takeable(student, CatalogQuery(**about))


def codes(page):
    """The courses of a page."""
    return [listed.course.code for listed in page.items]


def pages(find, student, **about):
    """Every page, each after the one before."""
    page = find(student, **about)
    yield page
    while page.next:
        page = find(student, **about, after=page.next)
        yield page


def test_only_what_nothing_stands_against_is_kept(find, ada, offered, rules):
    rules({Scope(ScopeKind.COURSE, "MATH 3"): {"prerequisite": Passed("MATH 2", None)}})
    offered(code="MATH 1", meetings=TEN)
    offered(code="MATH 2", meetings=NINE)
    offered(code="MATH 3")
    offered(code="MATH 4", pools=(SENIORS,))
    offered(code="MATH 5", max_participants=0)
    offered(code="MATH 6", registration=RegistrationWindow(closes=NOON))
    offered(code="MATH 10", max_participants=None)
    assert codes(find(ada)) == ["MATH 1", "MATH 10"]


def test_what_is_full_or_closed_to_everybody_is_not_even_judged(find, known, offered):
    offered(max_participants=0)
    offered(registration=RegistrationWindow(closes=NOON))
    offered()
    assert find(known()).judged == 1


def test_the_rest_of_the_search_narrows_as_well(find, ada, offered):
    offered(code="MATH 1")
    offered(code="COGS 1", title="Mathematics of mind")
    assert codes(find(ada, subject="MATH")) == ["MATH 1"]
    assert codes(find(ada, q="mathematics")) == ["COGS 1"]


def test_a_lecture_counts_as_taken_with_the_lab_that_belongs_to_it(find, ada, offered, rules):
    rules({Scope(ScopeKind.COURSE, "MATH 1"): {"linked": ("LE", "LA")}})
    offered(code="MATH 1", section="LE1")
    assert codes(find(ada)) == ["MATH 1"]


def test_the_other_sections_of_what_is_held_are_not_among_it(find, ada, offered, rules):
    for section in ("A01", "A02"):
        offered(code="AAS 1", section=section, meetings=TEN)
    assert codes(find(ada)) == []
    rules({Scope(ScopeKind.COURSE, "AAS 1"): {"one_section": False}})
    assert codes(find(ada)) == ["AAS 1", "AAS 1"]


@pytest.mark.parametrize("limit", [1, 2, 3, 6, 7, 100])
def test_following_the_pages_sees_everything_once_in_order(find, ada, offered, limit):
    for number in range(1, 13):
        offered(code=f"MATH {number}", meetings=TEN if number % 2 else NINE)
    found = list(pages(find, ada, limit=limit))
    assert [code for page in found for code in codes(page)] == [f"MATH {number}" for number in range(1, 13, 2)]
    assert all(len(page.items) <= limit for page in found)


@pytest.mark.parametrize("refused", [0, BATCH - 2, BATCH - 1, BATCH, BOUND - 2])
def test_what_comes_after_many_refused_is_found_on_the_same_page(find, ada, offered, refused):
    for number in range(1, refused + 1):
        offered(code=f"MATH {number}", meetings=NINE)
    offered(code="ZOO 1")
    page = find(ada)
    assert (codes(page), page.judged, page.next) == (["ZOO 1"], refused + 2, None)  # the course held is judged as well


@pytest.mark.parametrize("beyond", [0, 1, BATCH, BOUND])
def test_no_page_judges_more_than_its_bound_and_an_empty_one_goes_on(find, ada, offered, beyond):
    for number in range(1, BOUND + beyond):
        offered(code=f"MATH {number}", meetings=NINE)
    offered(code="ZOO 1")
    first, *others = pages(find, ada)
    assert (codes(first), first.judged) == ([], BOUND)
    assert [code for page in others for code in codes(page)] == ["ZOO 1"]
    assert sum(page.judged for page in (first, *others)) == BOUND + beyond + 1


def test_a_full_page_that_ends_with_the_catalog_is_the_last(find, ada, offered):
    for number in (1, 2, 3):
        offered(code=f"MATH {number}")
    assert [find(ada, limit=limit).next is None for limit in (2, 3, 4)] == [False, True, True]


def test_where_there_is_nothing_nothing_is_found(find, known):
    page = find(known())
    assert (codes(page), page.judged, page.next) == ([], 0, None)
