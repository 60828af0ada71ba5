"""The ports Catalog and Register: which courses are open where some of their seats are kept for groups."""

from dataclasses import replace
from datetime import timedelta

import pytest

from enrollment.domain.groups import Group
from enrollment.domain.pools import Pool
from enrollment.ports.catalog import CatalogQuery
from tests.contract.given import a_known_student, admitted, amended, an_offered_course, divided
from tests.support.build import NOON

INSTANT = timedelta(microseconds=1)
SENIORS = Pool(group=Group(name="seniors", standings=frozenset({"SR"})), seats=1)
MAJORS = Pool(group=Group(name="majors", programmes=frozenset({"CG25"})), seats=2)


@pytest.fixture
def found(store):
    """Tell whether the one course there is is open: to anybody, and with the seats that are kept for groups."""

    def at(instant):
        searches = (CatalogQuery(open_at=instant, reserved=reserved) for reserved in (False, True))
        return tuple(store.ports.catalog.search(query, None).total for query in searches)

    return at


def test_a_course_is_open_to_anybody_while_a_seat_is_kept_for_nobody(store, ports, found):
    course = divided(store, an_offered_course(ports, max_participants=4), pools=(SENIORS, MAJORS))
    assert found(NOON) == (1, 1)
    admitted(ports, course, a_known_student(ports), pool="seniors")
    assert found(NOON) == (1, 1)
    admitted(ports, course, a_known_student(ports))
    assert found(NOON) == (0, 1)
    for _ in range(2):
        admitted(ports, course, a_known_student(ports), pool="majors")
    assert found(NOON) == (0, 0)


def test_a_pool_past_its_release_keeps_no_seat_whether_or_not_that_is_on_record(store, ports, found):
    pools = (SENIORS, replace(MAJORS, releases_at=NOON + INSTANT))
    course = divided(store, an_offered_course(ports, max_participants=3), pools=pools)
    assert [found(NOON), found(NOON + INSTANT)] == [(0, 1), (1, 1)]
    admitted(ports, course, a_known_student(ports), pool="majors")
    assert found(NOON + INSTANT) == (1, 1)
    with store.transaction() as changing:
        changing.register.release_pools(course.id, NOON + INSTANT)
    assert found(NOON + INSTANT) == (1, 1)
    admitted(ports, course, a_known_student(ports), at=NOON + INSTANT)
    assert found(NOON + INSTANT) == (0, 1)


def test_where_more_is_kept_than_is_free_nothing_is_anybodys(store, ports, found):
    course = divided(store, an_offered_course(ports, max_participants=4), pools=(MAJORS,))
    amended(ports, course, max_participants=1)
    assert found(NOON) == (0, 1)
    amended(ports, course, max_participants=None)
    assert found(NOON) == (1, 1)


def test_other_sections_have_a_seat_for_whoever_asks_or_for_anybody(store, ports, course, student):
    divided(store, an_offered_course(ports, section="A02", max_participants=2), pools=(MAJORS,))
    an_offered_course(ports, section="A03")

    def sections(about):
        facts = ports.register.facts_about_sections(course, about, open_at=NOON, most=5)
        return [one.course.section for one in facts]

    assert [sections(None), sections(student.id)] == [["A03"], ["A02", "A03"]]
