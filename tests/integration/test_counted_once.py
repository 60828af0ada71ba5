"""However often a message comes, and whatever dies in between, its attempt is counted once."""

from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest

from enrollment import settings, wiring
from enrollment.adapters.memory.clock import StoppedClock
from enrollment.application.count_event import measures_of
from enrollment.application.handle_message import NotHandled
from enrollment.domain.adding_up import Attempts
from enrollment.domain.measures import Days
from enrollment.mailroom import open_mailroom
from tests.contract.given import a_known_student, admitted, an_offered_course
from tests.contract.stores import SqlStore
from tests.support.build import NOON


@pytest.fixture
def system(database_url, tmp_path):
    """An installation without a broker."""
    system = wiring.System(
        settings.read({"enrollment.database_url": database_url}, {}, tmp_path), clock=StoppedClock(NOON)
    )
    yield system
    system.engine.dispose()


@pytest.fixture
def message(system):
    """The message of somebody who has just enrolled."""
    ports = SqlStore(system.engine).ports
    admitted(ports, an_offered_course(ports), a_known_student(ports))
    return ports.outbox.claim(1, NOON)[0]


@pytest.fixture
def handle(system):
    """What the worker does with a message that is to be counted."""
    with open_mailroom(system, sleep) as mailroom:
        yield mailroom.consumers["analytics"]


@pytest.fixture
def attempts(system):
    """The attempts of the day, three ways."""
    campus = system.settings.campus_timezone
    days = Days(NOON.date(), NOON.date())
    return lambda: system.outside_transaction().measures.attempts(days, campus, NOON)


ONCE = Attempts(measured=1, receipts=1, on_the_way=0)


def test_a_message_that_comes_again_is_not_counted_again(handle, message, attempts):
    for _ in range(3):
        handle(message)

    assert attempts() == ONCE


def test_nor_is_one_whose_handling_was_noted_by_nobody(handle, message, attempts):
    for _ in range(3):
        handle.handle(message)  # as if the worker had died before it noted anything itself

    assert attempts() == ONCE


def test_that_would_be_noticed(system, message, attempts):
    for _ in range(3):  # counting, and leaving it to others to note that
        system.outside_transaction().analytics.count(measures_of(message, system.settings.campus_timezone))

    assert attempts().measured == 3


def test_many_workers_with_the_same_message_count_it_once(handle, message, attempts):
    with ThreadPoolExecutor(8) as workers:
        list(workers.map(handle.handle, [message] * 24))

    assert attempts() == ONCE


def test_what_could_not_be_counted_is_not_noted_and_counted_when_it_comes_again(handle, message, attempts, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr("enrollment.adapters.sql.analytics._adding", lambda rows: 1 / 0)
        with pytest.raises(NotHandled):
            handle(message)
    assert attempts() == Attempts(measured=0, receipts=1, on_the_way=1)

    handle(message)

    assert attempts() == ONCE
