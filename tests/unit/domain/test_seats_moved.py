"""A course once a seat more, or less, is taken: of itself, of a pool, and of what it shares."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrollment.domain.groups import Group
from enrollment.domain.pools import Pool, SharedCapacity
from enrollment.domain.seats import free_seats, seat_given_back, seat_taken
from tests.support.build import a_course

SENIORS, MAJORS = (Pool(group=Group(name=name), seats=3, taken=1) for name in ("seniors", "majors"))
DIVIDED = a_course(
    max_participants=9,
    current_enrollment=4,
    pools=(SENIORS, MAJORS),
    shared=SharedCapacity(name="both", max_participants=20, current_enrollment=11),
)


def taken(course):
    """How many seats are taken: of the course, of each pool, and of those it shares."""
    return (
        course.current_enrollment,
        *(pool.taken for pool in course.pools),
        course.shared and (course.shared.current_enrollment),
    )


@pytest.mark.parametrize(("pool", "is_then"), [(None, (5, 1, 1, 12)), ("seniors", (5, 2, 1, 12))])
def test_a_seat_taken_counts_where_it_comes_from(pool, is_then):
    assert taken(seat_taken(DIVIDED, pool)) == is_then


@pytest.mark.parametrize(("pool", "is_then"), [(None, (3, 1, 1, 10)), ("majors", (3, 1, 0, 10))])
def test_a_seat_given_back_is_free_where_it_came_from(pool, is_then):
    assert taken(seat_given_back(DIVIDED, pool)) == is_then


def test_a_pool_there_is_no_more_changes_no_other():
    assert taken(seat_given_back(DIVIDED, "juniors")) == (3, 1, 1, 10)


def test_a_course_that_shares_nothing_counts_itself():
    course = a_course(max_participants=2, current_enrollment=1)

    assert taken(seat_taken(course, None)) == (2, None)
    assert free_seats(seat_taken(course, None)) == 0
    assert free_seats(seat_given_back(course, None)) == 2


@given(st.lists(st.sampled_from([None, "seniors", "majors"]), max_size=6))
def test_what_is_taken_and_given_back_leaves_the_course_as_it_was(pools):
    course = DIVIDED
    for pool in pools:
        course = seat_taken(course, pool)
    for pool in reversed(pools):
        course = seat_given_back(course, pool)

    assert course == DIVIDED
