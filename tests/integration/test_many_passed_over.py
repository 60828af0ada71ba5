"""One seat comes free, and many are passed over until somebody can take it: at once, with no question about each."""

from math import ceil

import pytest

from enrollment.application.waitlists.turns import PAGES
from enrollment.domain.waitlist import EntryStatus
from tests.contract.stores import SqlStore
from tests.support.campus import Campus
from tests.support.passed_over import passed_over
from tests.support.round_trips import asked

FEW, MANY = 50, 500


@pytest.fixture
def campus(engine):
    """A campus on each kind of database."""
    return Campus(SqlStore(engine))


def pages(number):
    """How many pages of a line are read until so many are passed over and one is found."""
    first, second, each = PAGES
    return 2 + ceil((number + 1 - first - second) / each)


def dropping(campus, engine, line):
    with asked(engine) as statements:
        campus.drop(line.seat)
    return len(statements)


def test_it_takes_as_many_statements_however_many_they_are_but_for_the_pages(campus, engine):
    few, many = passed_over(campus, FEW), passed_over(campus, MANY)
    campus.drop(passed_over(campus, 1).seat)  # so that no connection is new

    took = dropping(campus, engine, few)

    assert dropping(campus, engine, many) == took + pages(MANY) - pages(FEW)
    assert took < 25


def test_it_comes_to_the_first_who_can_take_it_and_the_others_keep_their_places_and_are_told_why(campus):
    line = passed_over(campus, FEW)

    campus.drop(line.seat)

    assert campus.entry(line.last).status is EntryStatus.ENROLLED
    kept = [one.entry for one in campus.store.ports.waitlists.line(line.course.id, MANY)]
    assert [entry.id for entry in kept] == [entry.id for entry in line.others]
    assert [entry.skipped for entry in kept[:2]] == [("on-hold",), ("time-conflict",)]
    assert [one.kind for one in campus.store.ports.outbox.claim(MANY, campus.clock.now())].count(
        "waitlist-skipped"
    ) == FEW
    assert campus.violations() == []
