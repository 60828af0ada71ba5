"""The port Waitlists: where something could move, be it a free seat or a swap."""

import pytest

from enrollment.domain.pools import SharedCapacity
from enrollment.domain.waitlist import EntryStatus
from tests.contract.given import a_known_student, admitted, amended, an_offered_course, divided, dropped
from tests.contract.waiting import a_seat_offered, in_line, offered
from tests.support.build import NOON, a_receipt, a_record
from tests.support.waiting import giving_up

BOTH = SharedCapacity(name="SP26 both", max_participants=2)


def swapping(ports, gives, *wants, **about):
    """The entry of somebody who sits in one course and would give that up for others."""
    student = a_known_student(ports)
    seat = admitted(ports, gives, student)
    return in_line(ports, *wants, student=student, gives_up=giving_up(seat), **about)


@pytest.fixture
def other(ports):
    """Another course on record."""
    return an_offered_course(ports)


def from_(ports, *courses):
    return list(ports.waitlists.swaps_from([course.id for course in courses]))


def test_who_gives_up_a_seat_in_the_course_for_one_elsewhere_is_found(ports, course, other):
    in_line(ports, other)
    swap = swapping(ports, course, other)

    assert from_(ports, course) == [swap]
    assert from_(ports, other) == from_(ports) == []


def test_they_come_by_rank_where_they_wait(ports, course, other):
    third = an_offered_course(ports)
    swaps = [swapping(ports, course, other), swapping(ports, course, other), swapping(ports, third, other)]
    ports.waitlists.move(swaps[2].id, other.id, position=1)

    assert from_(ports, course, third) == [swaps[2], swaps[0], swaps[1]]


def test_who_no_longer_waits_or_no_longer_sits_there_is_none(ports, course, other):
    left, gone = swapping(ports, course, other), swapping(ports, course, other)
    ports.waitlists.put(left.ended(EntryStatus.LEFT, NOON))
    dropped(ports, ports.enrollments.find(gone.gives_up[0].enrollment_id).enrollment)

    assert from_(ports, course) == []


def test_an_offer_is_not_given_up_and_who_is_offered_a_seat_waits_no_more(ports, course, other):
    offers = offered(ports, swapping(ports, course, other), other)
    waiting = in_line(ports, course)
    seat = a_seat_offered(course, waiting)
    assert ports.register.admit(seat, a_record(receipt=a_receipt(enrollment=seat)), locked=True)
    in_line(ports, other, student=a_known_student(ports), gives_up=giving_up(seat))

    assert ports.waitlists.find(offers.id) == offers
    assert from_(ports, course) == []


def test_only_one_seat_for_one_other_is_a_swap_in_a_ring(ports, course, other):
    third, student = an_offered_course(ports), a_known_student(ports)
    seats = [admitted(ports, one, student) for one in (course, third)]
    in_line(ports, other, student=student, gives_up=giving_up(*seats))
    swapping(ports, course, other, third)

    assert from_(ports, course) == []


def stirring(ports):
    return set(ports.waitlists.stirring())


def test_where_somebody_waits_and_a_seat_is_free_something_is_to_be_done(ports, other):
    course = an_offered_course(ports, max_participants=1)
    ended = admitted(ports, course, a_known_student(ports)).dropped(NOON)
    in_line(ports, course)
    assert stirring(ports) == set()

    ports.register.release(ended, a_record(receipt=a_receipt(enrollment=ended)), locked=True)

    assert stirring(ports) == {course.id}


def test_so_it_is_where_there_is_no_limit_or_it_is_raised(ports):
    full, endless = (an_offered_course(ports, max_participants=most) for most in (0, None))
    for course in (full, endless):
        in_line(ports, course)
    assert stirring(ports) == {endless.id}

    amended(ports, full, max_participants=1)

    assert stirring(ports) == {full.id, endless.id}


def test_a_seat_that_is_free_of_the_courses_own_alone_is_none(store, ports):
    """Where those that cross-listed courses have between them are all taken."""
    one, another = (divided(store, an_offered_course(ports), shared=BOTH) for _ in range(2))
    seats = [admitted(ports, one, a_known_student(ports)) for _ in range(2)]
    in_line(ports, another)
    assert stirring(ports) == set()

    dropped(ports, seats[0])

    assert stirring(ports) == {another.id}


def test_who_shares_the_seats_of_a_course_is_found_where_somebody_waits(store, ports, course):
    one, second, third = (divided(store, an_offered_course(ports), shared=BOTH) for _ in range(3))
    apart = divided(store, an_offered_course(ports), shared=SharedCapacity(name="SP26 apart", max_participants=2))
    for waited_for in (one, second, apart, course):
        in_line(ports, waited_for)

    assert list(ports.waitlists.sharing(one.id)) == [second.id]
    assert set(ports.waitlists.sharing(third.id)) == {one.id, second.id}
    assert list(ports.waitlists.sharing(apart.id)) == list(ports.waitlists.sharing(course.id)) == []
