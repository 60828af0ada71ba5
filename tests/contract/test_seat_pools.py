"""The ports SeatPools and Register: seats kept for groups, and seats that courses share."""

from dataclasses import replace
from datetime import timedelta

import pytest

from enrollment.domain.groups import Group
from enrollment.domain.pools import Pool, SharedCapacity
from enrollment.domain.seats import shared_by
from tests.contract.given import a_known_student, admitted, amended, an_offered_course, asked, divided, dropped
from tests.support.build import NOON

INSTANT = timedelta(microseconds=1)
SENIORS = Pool(group=Group(name="seniors", standings=frozenset({"SR"})), seats=1)
MAJORS = Pool(group=Group(name="majors", programmes=frozenset({"CG25"})), seats=2, releases_at=NOON)
TOGETHER = SharedCapacity(name="SP26 COGS 14 / PSYC 14", max_participants=3)


@pytest.fixture
def reserved(store):
    """A course of four seats: one kept for seniors, two for majors until NOON, and an open one."""
    course = an_offered_course(store.ports, max_participants=4)
    return divided(store, course, pools=(SENIORS, replace(MAJORS, releases_at=NOON + INSTANT)))


@pytest.fixture
def shared(store):
    """Two courses of two seats, which have three between them."""
    return [divided(store, an_offered_course(store.ports, max_participants=2), shared=TOGETHER) for _ in range(2)]


def is_admitted(ports, course, pool=None):
    """Whether somebody new gets a seat of that pool, or an open one."""
    return ports.register.admit(*asked(course, a_known_student(ports), pool=pool), shared_by(course))


def taken(ports, course):
    """How many sit in the course, and how many of each pool's seats are taken."""
    found = ports.catalog.find(course.id)
    return found.current_enrollment, *(pool.taken for pool in found.pools)


def together(ports, course):
    """How many sit in the course and those it shares seats with."""
    return ports.catalog.find(course.id).shared.current_enrollment


def nothing_is_wrong(ports):
    """Whether the audit is silent."""
    return not list(ports.audit.violations(NOON + timedelta(minutes=1)))


def test_how_seats_are_divided_is_read_with_the_course(ports, reserved, shared):
    assert ports.catalog.find(reserved.id) == ports.register.facts(reserved.id, None).course == reserved
    assert ports.catalog.find(shared[0].id) == ports.register.facts(shared[0].id, None).course == shared[0]


def test_a_seat_kept_for_others_is_none(ports, reserved):
    assert is_admitted(ports, reserved)

    assert not is_admitted(ports, reserved)
    assert taken(ports, reserved) == (1, 0, 0)


def test_a_pool_gives_its_seats_and_none_after_them(ports, reserved):
    assert is_admitted(ports, reserved, "seniors")

    assert not is_admitted(ports, reserved, "seniors")
    assert [is_admitted(ports, reserved, "majors") for _ in range(3)] == [True, True, False]
    assert is_admitted(ports, reserved)
    assert taken(ports, reserved) == (4, 1, 2)
    assert nothing_is_wrong(ports)


def test_a_pool_there_is_none_of_gives_no_seat(ports, course, reserved):
    assert not is_admitted(ports, reserved, "juniors")
    assert not is_admitted(ports, course, "seniors")


def test_a_pool_gives_no_more_seats_than_the_course_has(ports, reserved):
    assert is_admitted(ports, reserved)
    amended(ports, reserved, max_participants=2)

    assert is_admitted(ports, reserved, "majors")
    assert not is_admitted(ports, reserved, "majors")
    assert taken(ports, reserved) == (2, 0, 1)


def test_the_enrollment_says_which_pool_gave_its_seat(ports, reserved, student):
    enrollment = admitted(ports, reserved, student, pool="majors")

    assert ports.register.facts(reserved.id, student.id).enrollment == enrollment
    assert ports.enrollments.find(enrollment.id).enrollment.pool == "majors"


def test_a_seat_given_up_goes_back_to_its_pool(ports, reserved, student):
    enrollment = admitted(ports, reserved, student, pool="seniors")
    assert is_admitted(ports, reserved)

    dropped(ports, enrollment)

    assert not is_admitted(ports, reserved)
    assert is_admitted(ports, reserved, "seniors")
    assert nothing_is_wrong(ports)


def test_an_open_seat_given_up_is_everybodys(ports, reserved, student):
    enrollment = admitted(ports, reserved, student)
    dropped(ports, enrollment)

    assert is_admitted(ports, reserved)
    assert nothing_is_wrong(ports)


@pytest.mark.parametrize(("at", "seats"), [(NOON, 1), (NOON + INSTANT, 3)])
def test_from_its_release_on_the_unused_seats_of_a_pool_are_everybodys(ports, reserved, at, seats):
    assert (ports.seat_pools.due(at) == reserved.id) is (seats == 3)
    for _ in range(2):
        ports.register.release_pools(reserved.id, at)

    assert ports.seat_pools.due(at) is None
    assert sum(is_admitted(ports, reserved) for _ in range(4)) == seats
    assert nothing_is_wrong(ports)


def test_who_sits_in_a_pool_stays_there_when_it_is_released_and_gives_the_seat_to_everybody(ports, reserved, student):
    enrollment = admitted(ports, reserved, student, pool="majors")
    ports.register.release_pools(reserved.id, NOON + INSTANT)
    assert not is_admitted(ports, reserved, "majors")
    assert [is_admitted(ports, reserved) for _ in range(3)] == [True, True, False]

    dropped(ports, enrollment)

    assert is_admitted(ports, reserved)
    assert taken(ports, reserved) == (3, 0, 0)
    assert nothing_is_wrong(ports)


def test_cross_listed_courses_have_their_own_seats_and_those_they_share(ports, shared):
    one, other = shared
    assert [is_admitted(ports, one) for _ in range(3)] == [True, True, False]
    assert [is_admitted(ports, other) for _ in range(2)] == [True, False]
    assert (taken(ports, one), taken(ports, other)) == ((2,), (1,))
    assert together(ports, one) == together(ports, other) == 3
    assert nothing_is_wrong(ports)


def test_a_seat_given_up_can_be_taken_in_the_other_course(ports, shared, student):
    one, other = shared
    enrollment = admitted(ports, one, student)
    assert is_admitted(ports, one)
    assert is_admitted(ports, other)
    assert not is_admitted(ports, other)

    dropped(ports, enrollment)

    assert is_admitted(ports, other)
    assert nothing_is_wrong(ports)


def test_a_pool_keeps_shared_seats_from_its_own_course_too(store, ports, shared):
    course = divided(store, shared[0], pools=(SENIORS,), max_participants=9)
    amended(ports, course, max_participants=9)

    assert [is_admitted(ports, course) for _ in range(3)] == [True, True, False]
    assert is_admitted(ports, course, "seniors")
    assert not is_admitted(ports, shared[1])
    assert nothing_is_wrong(ports)


def test_who_knows_nothing_of_what_is_shared_or_something_else_gets_no_seat(ports, course, shared):
    assert not is_admitted(ports, replace(shared[0], shared=None))
    assert not is_admitted(ports, replace(shared[0], shared=replace(TOGETHER, name="SP26 another")))
    assert not is_admitted(ports, replace(course, shared=TOGETHER))


def test_the_catalog_loaded_again_leaves_the_division_alone(ports, reserved, student):
    admitted(ports, reserved, student, pool="majors")
    amended(ports, reserved, title="Another title")

    assert taken(ports, reserved) == (1, 0, 1)
    assert nothing_is_wrong(ports)
