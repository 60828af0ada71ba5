"""Swaps that make one another possible: a shortest ring through a course, if there is one."""

from itertools import permutations
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from enrollment.domain.identifiers import CourseId, EntryId, UserId
from enrollment.domain.rings import LONGEST, ring_through
from tests.support.build import an_enrollment
from tests.support.waiting import an_entry, giving_up

COURSES = [CourseId(UUID(int=number)) for number in range(1, 10)]
A, B, C, D = COURSES[:4]


def a_swap(gives, wants, student=None, number=None):
    """An entry that gives up a seat in one course for one in another."""
    about = {"student_id": UserId(UUID(int=student))} if student else {}
    about |= {"id": EntryId(UUID(int=number))} if number else {}
    return an_entry(courses=(wants,), gives_up=giving_up(an_enrollment(course_id=gives)), **about)


def through(course_id, swaps, barred=()):
    """The ring found among the swaps, which are preferred in their order."""
    asked = []

    def swaps_from(course_ids):
        asked.append(set(course_ids))
        return [swap for swap in swaps if swap.gives_up[0].course_id in course_ids]

    ring = ring_through(course_id, swaps_from, barred)
    assert len(asked) <= LONGEST
    return list(ring)


def is_a_ring(ring, course_id):
    """Whether each gives up what the one before wants, beginning with the course."""
    wanted = [swap.courses[0] for swap in ring]
    return [swap.gives_up[0].course_id for swap in ring] == [wanted[-1], *wanted[:-1]] and wanted[-1] == course_id


def test_two_who_want_each_others_seats_are_a_ring():
    ada, grace = a_swap(A, B), a_swap(B, A)

    assert through(A, [ada, grace]) == [ada, grace]
    assert through(B, [ada, grace]) == [grace, ada]


def test_three_may_pass_seats_on():
    swaps = [a_swap(A, B), a_swap(B, C), a_swap(C, A)]

    assert through(A, swaps) == swaps


def test_where_nobody_gives_up_what_is_wanted_there_is_none():
    assert through(A, [a_swap(A, B), a_swap(B, C), a_swap(D, A)]) == []
    assert through(A, []) == []


def test_a_ring_that_does_not_pass_the_course_is_no_business_of_it():
    assert through(A, [a_swap(A, B), a_swap(B, C), a_swap(C, B)]) == []


def test_the_shortest_is_taken():
    long_way = [a_swap(A, B), a_swap(B, C), a_swap(C, A)]
    short_way = [a_swap(A, D), a_swap(D, A)]

    assert through(A, [*long_way, *short_way]) == short_way


def test_of_equals_those_that_come_first_are_preferred():
    first, second, back = a_swap(A, B), a_swap(A, B), a_swap(B, A)

    assert through(A, [first, second, back]) == [first, back]
    assert through(A, [second, first, back]) == [second, back]


def test_the_barred_are_passed_over():
    first, second, back = a_swap(A, B), a_swap(A, B), a_swap(B, A)

    assert through(A, [first, second, back], {first.id}) == [second, back]
    assert through(A, [first, second, back], {back.id}) == []


def test_nobody_is_in_a_ring_twice():
    twice = [a_swap(A, B, student=1), a_swap(B, A, student=1)]
    other = a_swap(B, A, student=2)

    assert through(A, twice) == []
    assert through(A, [*twice, other]) == [twice[0], other]


def test_no_ring_has_more_members_than_the_longest():
    def pass_on(members):
        those = COURSES[:members]
        return [a_swap(gives, wants) for gives, wants in zip(those, [*those[1:], A], strict=True)]

    assert len(through(A, pass_on(LONGEST))) == LONGEST
    assert through(A, pass_on(LONGEST + 1)) == []


SWAPS = st.tuples(st.sampled_from(COURSES[:4]), st.sampled_from(COURSES[:4])).filter(lambda pair: pair[0] != pair[1])


@given(st.lists(SWAPS, max_size=6))
def test_it_is_as_short_as_trying_all_orders_would_find(pairs):
    swaps = [a_swap(*pair, number=number) for number, pair in enumerate(pairs, start=1)]
    orders = (order for size in range(2, len(swaps) + 1) for order in permutations(swaps, size))
    shortest = next((list(order) for order in orders if is_a_ring(order, A)), [])

    ring = through(A, swaps)

    assert len(ring) == len(shortest)
    assert not ring or is_a_ring(ring, A)
    assert len({swap.student_id for swap in ring}) == len(ring)
