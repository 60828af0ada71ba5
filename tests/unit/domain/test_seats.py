"""Whose the free seats are: pools partition them, keep them until their release, and lose none."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrollment.domain.academic_record import AcademicRecord
from enrollment.domain.groups import Group
from enrollment.domain.policies import seats_remain
from enrollment.domain.pools import Pool, SharedCapacity
from enrollment.domain.reasons import CourseFull, SeatsReserved
from enrollment.domain.seats import free_seats, next_release, pool_for, seats_for
from enrollment.domain.verdict import Met
from tests.support.build import NOON, a_course, an_attempt

INSTANT, DAY = timedelta(microseconds=1), timedelta(days=1)
SENIORS = Group(name="seniors", standings=frozenset({"SR"}))
MAJORS = Group(name="majors", programmes=frozenset({"CG25"}))
BOTH = AcademicRecord(standing="SR", programme="CG25")
SENIOR, MAJOR, NEITHER = AcademicRecord(standing="SR"), AcademicRecord(programme="CG25"), AcademicRecord()
KEPT = (Pool(group=SENIORS, seats=2), Pool(group=MAJORS, seats=3))


def reserved(seats, taken=0, pools=KEPT, **about):
    return a_course(max_participants=seats, current_enrollment=taken, pools=pools, **about)


def trying(course, record=NEITHER, **about):
    return seats_remain(an_attempt(course=course, record=record, **about))


@pytest.mark.parametrize(("record", "seats"), [(NEITHER, 5), (SENIOR, 7), (MAJOR, 8), (BOTH, 10)])
def test_kept_seats_are_part_of_the_courses_and_not_besides(record, seats):
    assert seats_for(reserved(10), record, "", NOON) == seats


@pytest.mark.parametrize(
    ("taken", "finding"),
    [
        (4, None),
        (5, SeatsReserved(free=5, groups=("seniors", "majors"))),
        (9, SeatsReserved(free=1, groups=("seniors", "majors"))),
        (10, CourseFull(10, 10)),
        (11, CourseFull(10, 11)),
    ],
)
def test_who_is_in_no_group_takes_what_is_kept_for_nobody(taken, finding):
    assert trying(reserved(10, taken)) == finding


def test_the_first_of_a_students_pools_that_has_a_seat_gives_it_then_the_next():
    course = reserved(10, 5)
    assert trying(course, BOTH) == Met("seats-reserved", by=("seniors",))
    used_up = reserved(10, 7, pools=(replace(KEPT[0], taken=2), KEPT[1]))
    assert trying(used_up, BOTH) == Met("seats-reserved", by=("majors",))
    assert trying(used_up, SENIOR) == SeatsReserved(free=3, groups=("majors",))


def test_who_is_named_in_a_group_has_its_seats():
    attempt = an_attempt(course=reserved(10, 5))
    invited = Pool(group=Group(name="invited", students=frozenset({attempt.user.email})), seats=1)
    course = reserved(10, 9, pools=(invited,))
    assert seats_remain(replace(attempt, course=course)) == Met("seats-reserved", by=("invited",))


def test_a_group_whose_seats_are_used_up_takes_open_ones():
    course = reserved(10, 2, pools=(replace(KEPT[0], taken=2), KEPT[1]))
    assert seats_for(course, SENIOR, "", NOON) == 5
    assert pool_for(course, SENIOR, "", NOON) is None
    assert trying(course, SENIOR) is None


@pytest.mark.parametrize(("at", "seats", "pool"), [(NOON - INSTANT, 5, True), (NOON, 7, False)])
def test_at_its_release_a_pools_unused_seats_are_everybodys(at, seats, pool):
    course = reserved(10, 1, pools=(Pool(group=SENIORS, seats=3, taken=1, releases_at=NOON), KEPT[1]))
    assert seats_for(course, NEITHER, "", at) == seats - 1
    assert (pool_for(course, SENIOR, "", at) is course.pools[0]) is pool


def test_the_reason_says_when_seats_are_released_and_only_where_that_frees_one():
    soon, later = replace(KEPT[0], releases_at=NOON + DAY), replace(KEPT[1], releases_at=NOON + 2 * DAY)
    assert trying(reserved(10, 5, (soon, later))).changes_at == NOON + DAY
    assert trying(reserved(10, 7, (soon, later))).changes_at == NOON + 2 * DAY
    assert trying(reserved(10, 7, (soon, KEPT[1]))).changes_at is None
    assert next_release(reserved(10, 5, (soon,)), NOON + DAY) is None


def test_where_fewer_seats_are_free_than_kept_the_groups_share_them():
    course = reserved(10, 9)
    assert [seats_for(course, record, "", NOON) for record in (SENIOR, MAJOR, NEITHER)] == [1, 1, 0]


def test_to_a_stranger_a_course_is_full_or_it_is_not():
    assert trying(reserved(10, 9), user=None) is None
    assert trying(reserved(10, 10), user=None) == CourseFull(10, 10)


@pytest.mark.parametrize(("seats", "record"), [(None, NEITHER), (None, BOTH)])
def test_where_seats_are_unlimited_there_is_always_one(seats, record):
    course = reserved(seats, 1_000)
    assert seats_for(course, record, "", NOON) is None
    assert not isinstance(trying(course, record), SeatsReserved)


@pytest.mark.parametrize(
    ("own", "shared", "free", "finding"),
    [
        (10, 40, 2, None),
        (12, 40, 0, CourseFull(12, 12)),
        (10, 50, 0, CourseFull(50, 50)),
        (12, 51, 0, CourseFull(12, 12)),
        (11, 49, 1, None),
        (0, 49, 1, None),
    ],
)
def test_cross_listed_courses_have_their_own_seats_and_those_they_share(own, shared, free, finding):
    group = SharedCapacity(name="COGS 14 / PSYC 14", max_participants=50, current_enrollment=shared)
    course = a_course(max_participants=12, current_enrollment=own, shared=group)
    assert (free_seats(course), trying(course)) == (free, finding)


def test_an_unlimited_course_has_no_more_seats_than_it_shares():
    group = SharedCapacity(name="COGS 14 / PSYC 14", max_participants=50, current_enrollment=47)
    course = reserved(None, pools=(Pool(group=SENIORS, seats=2),), shared=group)
    assert [seats_for(course, record, "", NOON) for record in (NEITHER, SENIOR)] == [1, 3]


NAMES = ("A", "B", "C")
GROUPS = [Group(name=name, standings=frozenset({name})) for name in NAMES]
STUDENTS = st.lists(st.sampled_from((*NAMES, "")), max_size=25)


@st.composite
def courses(draw):
    """A course whose pools partition its seats."""
    kept = [draw(st.integers(0, 4)) for _ in GROUPS]
    releases = [draw(st.sampled_from([None, NOON, NOON + DAY])) for _ in GROUPS]
    pools = tuple(
        Pool(group=group, seats=seats, releases_at=at) for group, seats, at in zip(GROUPS, kept, releases, strict=True)
    )
    return reserved(sum(kept) + draw(st.integers(0, 4)), pools=pools)


def seated(course, standing, at):
    """The course after the student came, who may have been turned away."""
    record = AcademicRecord(standing=standing)
    if not seats_for(course, record, "", at):
        return course
    given_by = pool_for(course, record, "", at)
    pools = tuple(replace(pool, taken=pool.taken + (pool is given_by)) for pool in course.pools)
    return replace(course, pools=pools, current_enrollment=course.current_enrollment + 1)


def filled(course, students, at):
    for standing in students:
        course = seated(course, standing, at)
    return course


@given(courses(), STUDENTS)
def test_the_seats_of_all_groups_and_the_open_ones_are_the_free_ones(course, students):
    course = filled(course, students, NOON)
    open_to_all = seats_for(course, NEITHER, "", NOON)
    kept = [seats_for(course, AcademicRecord(standing=name), "", NOON) - open_to_all for name in NAMES]
    assert open_to_all + sum(kept) == course.seats_available
    assert kept == [pool.unused(NOON) for pool in course.pools]


@given(courses(), STUDENTS)
def test_no_seat_is_given_twice_and_none_kept_for_a_group_to_others(course, students):
    course = filled(course, students, NOON - INSTANT)
    assert course.current_enrollment <= course.max_participants
    assert all(pool.taken <= pool.seats for pool in course.pools)
    for pool in course.pools:
        came = students.count(pool.group.name)
        assert pool.taken == min(came, pool.seats)


@given(courses(), STUDENTS)
def test_after_the_last_release_no_seat_is_left_while_somebody_wants_one(course, students):
    released = replace(course, pools=tuple(replace(pool, releases_at=NOON + DAY) for pool in course.pools))
    before = filled(released, students, NOON)
    after = filled(before, [""] * 20, NOON + DAY)
    assert after.current_enrollment == after.max_participants
    assert [pool.taken for pool in after.pools] == [pool.taken for pool in before.pools]
