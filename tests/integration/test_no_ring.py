"""Courses that share seats and keep some, asked for from all sides at once: nobody waits in a ring."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from itertools import count
from random import Random

import pytest

from enrollment.adapters.memory.clock import StoppedClock
from enrollment.application.drop_enrollment import DropEnrollment
from enrollment.application.submit_courses import SubmitCourses
from enrollment.domain.errors import CourseContended
from enrollment.domain.groups import Group
from enrollment.domain.pools import Pool, SharedCapacity
from enrollment.domain.submission import Mode
from tests.contract.given import a_known_student, admitted, an_offered_course, dropped
from tests.contract.stores import SqlStore
from tests.support.build import NOON, an_origin
from tests.support.composed import composed

THREADS, TIMES = 8, 25
ORIGIN = an_origin()
POOLS = tuple(
    Pool(group=Group(name=name), seats=1, releases_at=releases_at)
    for name, releases_at in (("first", NOON + timedelta(days=1)), ("second", None))
)
pytestmark = pytest.mark.postgresql


@pytest.fixture
def store(postgresql_engine):
    """Where transactions wait for each other's rows."""
    return SqlStore(postgresql_engine)


@pytest.fixture
def crossed(store):
    """Six courses in the order of their ids, which share seats crosswise with others, and keep two each."""
    courses = sorted((an_offered_course(store.ports, max_participants=6) for _ in range(6)), key=lambda one: one.id)
    names = ("B", "A", None, "A", "B", None)
    shared = [SharedCapacity(name=name, max_participants=8) if name else None for name in names]
    crossed = [replace(course, pools=POOLS, shared=one) for course, one in zip(courses, shared, strict=True)]
    divide(store, crossed)
    return crossed


def divide(store, courses):
    with store.transaction() as ports:
        ports.seat_pools.divide(courses, NOON)


def come_and_go(store, courses, student, random):
    """Ask for some courses in any order, and give them up again in any other, time and again."""
    clock = StoppedClock(NOON)
    for _ in range(TIMES):
        wanted = [course.id for course in random.sample(courses, 4)]
        try:
            with store.transaction() as ports:
                submit = composed(SubmitCourses, ports, clock)
                lines = submit(student.id, wanted, mode=Mode.BEST_EFFORT, key=None, origin=ORIGIN)
        except CourseContended:
            continue  # which undid it all
        for held in [line.receipt.enrollment for line in lines if line.receipt.enrollment]:
            with store.transaction() as ports:
                composed(DropEnrollment, ports, clock)(student.id, held.id, key=None, origin=ORIGIN)


def test_nobody_waits_in_a_ring_and_nothing_is_oversold(store, crossed):
    students = [a_known_student(store.ports) for _ in range(THREADS)]
    seeds = count()
    with ThreadPoolExecutor(THREADS) as threads:
        coming = [threads.submit(come_and_go, store, crossed, one, Random(next(seeds))) for one in students]
        while not all(one.done() for one in coming):
            divide(store, crossed)  # published again and again meanwhile
    assert [one.exception() for one in coming] == [None] * THREADS

    assert not list(store.ports.audit.violations(NOON + timedelta(minutes=1)))
    assert {store.ports.catalog.find(course.id).current_enrollment for course in crossed} == {0}


def take_and_give_back(store, course, student):
    """Take a seat of a pool and give it up again, time and again."""
    for _ in range(4 * TIMES):
        with store.transaction() as ports:
            enrollment = admitted(ports, course, student, pool="roomy")
        with store.transaction() as ports:
            dropped(ports, enrollment)


def test_who_takes_a_seat_and_who_gives_one_up_do_not_wait_for_each_other_in_a_ring(store):
    roomy = Pool(group=Group(name="roomy"), seats=THREADS)
    shared = SharedCapacity(name="C", max_participants=THREADS)
    course = replace(an_offered_course(store.ports, max_participants=THREADS), pools=(roomy,), shared=shared)
    divide(store, [course])

    with ThreadPoolExecutor(THREADS) as threads:
        acts = [threads.submit(take_and_give_back, store, course, a_known_student(store.ports)) for _ in range(THREADS)]
    assert [act.exception() for act in acts] == [None] * THREADS
    assert not list(store.ports.audit.violations(NOON + timedelta(minutes=1)))


def release_time_and_again(store, course):
    for _ in range(4 * TIMES):
        with store.transaction() as ports:
            ports.register.release_pools(course.id, NOON + timedelta(days=2))


def test_who_releases_pools_and_who_publishes_them_do_not_wait_for_each_other_in_a_ring(store):
    course = replace(an_offered_course(store.ports), pools=POOLS, shared=SharedCapacity(name="D", max_participants=8))
    divide(store, [course])

    with ThreadPoolExecutor(THREADS) as threads:
        acts = [threads.submit(release_time_and_again, store, course) for _ in range(2)]
        while not all(act.done() for act in acts):
            divide(store, [course])
    assert [act.exception() for act in acts] == [None] * 2
