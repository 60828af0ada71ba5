"""The relay at work: it survives what it depends on, and ends when told."""

from threading import Event, Thread

import pytest

from enrollment import settings
from enrollment.adapters.sql import schema
from enrollment.adapters.sql.engine import Autocommit, make_bare_engine
from enrollment.adapters.sql.outbox import SqlOutbox
from enrollment.cli.relay import run_relay
from enrollment.domain.events import EnrollmentRefused
from enrollment.domain.messages import Message
from tests.support.broker import NOBODY_URL, eventually
from tests.support.build import a_refusal


@pytest.fixture
def relaying(tmp_path):
    """Run the relay in a thread; it has ended when the test does."""
    stop, threads = Event(), []

    def start(database_url, broker_url="memory://"):
        told = {"enrollment.database_url": database_url, "enrollment.broker_url": broker_url}
        thread = Thread(target=run_relay, args=[stop, settings.read(told, {}, tmp_path)])
        threads.append(thread)
        thread.start()
        return stop, thread

    yield start
    stop.set()
    for thread in threads:
        thread.join(10)
        assert not thread.is_alive()


@pytest.fixture
def outbox(sqlite_engine):
    return SqlOutbox(Autocommit(sqlite_engine))


def test_what_waits_is_sent_and_what_comes_later_too(relaying, sqlite_url, outbox):
    outbox.put(Message.of(EnrollmentRefused.of(a_refusal())))
    relaying(sqlite_url)
    assert eventually(lambda: outbox.waiting() == 0)

    outbox.put(Message.of(EnrollmentRefused.of(a_refusal())))

    assert eventually(lambda: outbox.waiting() == 0, within=2)


def test_it_waits_for_a_database_that_is_not_ready(relaying, tmp_path, caplog):
    url = f"sqlite:///{tmp_path}/late.sqlite"
    relaying(url)
    assert eventually(lambda: "the outbox cannot be reached" in caplog.text)

    engine = make_bare_engine(url)
    with engine.begin() as connection:
        schema.upgrade(connection)
    outbox = SqlOutbox(Autocommit(engine))
    outbox.put(Message.of(EnrollmentRefused.of(a_refusal())))

    assert eventually(lambda: outbox.waiting() == 0)
    engine.dispose()


def test_it_ends_promptly_while_the_broker_is_away(relaying, sqlite_url, outbox, caplog):
    for _ in range(30):
        outbox.put(Message.of(EnrollmentRefused.of(a_refusal())))
    stop, thread = relaying(sqlite_url, NOBODY_URL)
    assert eventually(lambda: "will be tried again" in caplog.text)

    stop.set()
    thread.join(5)

    assert not thread.is_alive()
    assert outbox.waiting() == 30
