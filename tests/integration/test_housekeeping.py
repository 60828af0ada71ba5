"""What is done by the clock besides: kept seats are released though nobody comes, and one trouble delays no other."""

import logging
from dataclasses import replace
from datetime import timedelta

import pytest

from enrollment import settings, wiring
from enrollment.adapters.memory.clock import StoppedClock
from enrollment.cli.housekeeping import Housekeeping
from enrollment.cli.scheduler import Scheduler
from enrollment.domain.errors import Unavailable
from enrollment.domain.groups import Group
from enrollment.domain.pools import Pool
from tests.contract.given import an_offered_course, divided
from tests.contract.stores import SqlStore
from tests.support.build import NOON

KEPT = Pool(group=Group(name="seniors"), seats=2, releases_at=NOON + timedelta(days=1))


@pytest.fixture
def clock():
    """The clock of the installation."""
    return StoppedClock(NOON)


@pytest.fixture
def system(database_url, tmp_path, clock):
    """An installation over an empty database."""
    system = wiring.System(settings.read({"enrollment.database_url": database_url}, {}, tmp_path), clock=clock)
    yield system
    system.engine.dispose()


def test_every_pool_that_is_due_is_released(system, clock):
    store = SqlStore(system.engine)
    courses = [divided(store, an_offered_course(store.ports), pools=(KEPT,)) for _ in range(3)]
    clock.advance(timedelta(days=1))

    Scheduler(system).do_next()

    assert [store.ports.catalog.find(course.id).pools for course in courses] == [(replace(KEPT, released=True),)] * 3


def test_what_cannot_be_forgotten_is_told_and_ends_nothing(system, monkeypatch, caplog):
    def fail(*_):
        raise Unavailable

    monkeypatch.setattr("enrollment.application.forget_expired.ForgetExpired.__call__", fail)
    with caplog.at_level(logging.WARNING):
        Housekeeping(system).keep()

    assert caplog.messages == ["housekeeping could not be done: Unavailable"]
