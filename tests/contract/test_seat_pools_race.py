"""The last seats of a pool, of those kept for nobody, and of those that courses share: many come at once."""

from collections import Counter
from datetime import timedelta

import pytest

from enrollment.domain.groups import Group
from enrollment.domain.pools import Pool, SharedCapacity
from enrollment.domain.seats import shared_by
from tests.contract.given import a_known_student, an_offered_course, asked, divided
from tests.contract.stores import race
from tests.support.build import NOON

STUDENTS = 50
SENIORS = Pool(group=Group(name="seniors"), seats=3)
TOGETHER = SharedCapacity(name="SP26 COGS 14 / PSYC 14", max_participants=5)


def raced(store, *asked_for):
    """Let fifty students race, who in turn ask for these courses and pools, and count who got what."""
    wanted = [asked_for[number % len(asked_for)] for number in range(STUDENTS)]
    claims = [(asked(course, a_known_student(store.ports), pool=pool), shared_by(course)) for course, pool in wanted]
    acts = [lambda ports, claim=claim, shared=shared: ports.register.admit(*claim, shared) for claim, shared in claims]
    answers = race(store, *acts)
    assert set(answers) == {True, False}, answers
    return Counter(place for place, answer in zip(wanted, answers, strict=True) if answer)


@pytest.fixture
def reserved(store):
    """A course of five seats, of which three are kept for seniors."""
    return divided(store, an_offered_course(store.ports, max_participants=5), pools=(SENIORS,))


@pytest.fixture(autouse=True)
def nothing_is_wrong(store):
    """After each race."""
    yield
    assert not list(store.ports.audit.violations(NOON + timedelta(minutes=1)))


def test_a_pool_gives_as_many_seats_as_it_has(store, reserved):
    assert raced(store, (reserved, "seniors")) == {(reserved, "seniors"): 3}


def test_who_is_in_no_group_gets_no_more_than_the_open_seats(store, reserved):
    assert raced(store, (reserved, None)) == {(reserved, None): 2}


def test_those_in_the_group_and_the_others_take_nothing_from_each_other(store, reserved):
    assert raced(store, (reserved, "seniors"), (reserved, None)) == {(reserved, "seniors"): 3, (reserved, None): 2}


def test_courses_give_no_more_than_they_share(store):
    one, other = (divided(store, an_offered_course(store.ports, max_participants=4), shared=TOGETHER) for _ in "12")

    got = raced(store, (one, None), (other, None))

    assert sum(got.values()) == 5
    assert max(got.values()) <= 4
