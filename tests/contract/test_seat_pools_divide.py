"""The port SeatPools: the division published anew, over the heads of those who sit there."""

from dataclasses import replace

from tests.contract.given import a_known_student, admitted, an_offered_course, divided, dropped
from tests.contract.test_seat_pools import (
    INSTANT,
    MAJORS,
    SENIORS,
    TOGETHER,
    is_admitted,
    nothing_is_wrong,
    taken,
    together,
)
from tests.support.build import NOON

LATER = replace(MAJORS, releases_at=NOON + INSTANT)


def test_nobody_is_evicted_by_a_smaller_pool_and_it_gives_no_seat_until_below(store, ports, course):
    course = divided(store, course, pools=(LATER,))
    seats = [admitted(ports, course, a_known_student(ports), pool="majors") for _ in range(2)]

    course = divided(store, course, pools=(replace(LATER, seats=1),))

    assert taken(ports, course) == (2, 2)
    dropped(ports, seats[0])
    assert not is_admitted(ports, course, "majors")
    dropped(ports, seats[1])
    assert is_admitted(ports, course, "majors")
    assert nothing_is_wrong(ports)


def test_pools_in_another_order_have_the_students_they_had(store, ports, course, student):
    course = divided(store, course, pools=(SENIORS, LATER))
    enrollment = admitted(ports, course, student, pool="majors")

    course = divided(store, course, pools=(LATER, SENIORS))

    assert taken(ports, course) == (1, 1, 0)
    dropped(ports, enrollment)
    assert taken(ports, course) == (0, 0, 0)
    assert nothing_is_wrong(ports)


def test_a_pool_taken_back_leaves_its_students_in_open_seats(store, ports, course, student):
    enrollment = admitted(ports, divided(store, course, pools=(SENIORS,)), student, pool="seniors")

    course = divided(store, course, pools=())

    assert nothing_is_wrong(ports)
    dropped(ports, enrollment)
    assert [is_admitted(ports, course) for _ in range(4)] == [True, True, True, False]
    assert nothing_is_wrong(ports)


def test_a_pool_published_after_its_release_keeps_no_seat(store, ports, course):
    course = divided(store, course, pools=(MAJORS,))

    assert ports.seat_pools.due(NOON) is None
    assert [is_admitted(ports, course) for _ in range(4)] == [True, True, True, False]
    assert nothing_is_wrong(ports)


def test_more_kept_seats_than_are_free_are_shared_by_the_groups(store, ports, course, student):
    admitted(ports, course, student)
    admitted(ports, course, a_known_student(ports))
    course = divided(store, course, pools=(SENIORS, LATER))

    assert not is_admitted(ports, course)
    assert is_admitted(ports, course, "majors")
    assert not is_admitted(ports, course, "seniors")
    assert nothing_is_wrong(ports)


def test_who_sits_there_already_counts_when_courses_begin_to_share(store, ports, course, student):
    admitted(ports, course, student)
    admitted(ports, course, a_known_student(ports))
    one = divided(store, course, shared=TOGETHER)
    other = divided(store, an_offered_course(ports), shared=TOGETHER)

    assert together(ports, one) == 2
    assert [is_admitted(ports, other) for _ in range(2)] == [True, False]
    assert nothing_is_wrong(ports)


def test_fewer_shared_seats_than_taken_evict_nobody_and_give_none(store, ports, course, student):
    one = divided(store, course, shared=TOGETHER)
    seat = admitted(ports, one, student)
    admitted(ports, one, a_known_student(ports))

    one = divided(store, one, shared=replace(TOGETHER, max_participants=1))

    assert together(ports, one) == 2
    dropped(ports, seat)
    assert not is_admitted(ports, one)
    assert nothing_is_wrong(ports)


def test_a_course_that_shares_no_longer_is_counted_no_longer(store, ports, course, student):
    one, other = divided(store, course, shared=TOGETHER), an_offered_course(ports)
    other = divided(store, other, shared=TOGETHER)
    seat = admitted(ports, one, student)

    one = divided(store, one, shared=None)

    assert together(ports, other) == 0
    dropped(ports, seat)
    assert [is_admitted(ports, one), is_admitted(ports, other)] == [True, True]
    assert nothing_is_wrong(ports)


def test_a_course_may_come_to_share_with_others(store, ports, course, student):
    admitted(ports, divided(store, course, shared=TOGETHER), student)
    other = replace(TOGETHER, name="SP26 another")

    course = divided(store, course, shared=other)

    assert ports.catalog.find(course.id).shared == replace(other, current_enrollment=1)
    assert nothing_is_wrong(ports)
