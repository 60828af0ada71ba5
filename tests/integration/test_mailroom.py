"""What an enrollment sets off: from the outbox to a letter, with a broker and without one."""

from threading import Event, Thread
from time import sleep

import pytest

from enrollment import settings, wiring
from enrollment.cli.installation import transaction
from enrollment.domain.adding_up import Attempts
from enrollment.domain.deliveries import DeliveryState
from enrollment.domain.measures import Days
from enrollment.mailroom import open_mailroom, takers
from tests.support.broker import NOBODY_URL, a_topology, eventually
from tests.support.build import a_course, a_student, an_account, an_origin
from tests.support.services import BROKER_URL


@pytest.fixture
def enrolled(sqlite_url, tmp_path):
    """Make an installation with that broker, in which a student has just enrolled."""
    made = []

    def make(broker_url, student=None):
        ini = {"enrollment.database_url": sqlite_url, "enrollment.broker_url": broker_url}
        system = wiring.System(settings.read(ini, {}, tmp_path))
        made.append(system)
        course, student = a_course(), student or a_student()
        with transaction(system) as application:
            application.catalog.load([course])
            application.accounts.add(an_account(user=student))
            application.enroll_student(student.id, course.id, key=None, origin=an_origin())
        return system

    yield make
    for system in made:
        system.engine.dispose()


@pytest.fixture
def letters(tmp_path):
    """Find the letters written."""
    return lambda: list((tmp_path / "var/mail").glob("*.eml"))


def attempts_of(system):
    """The attempts of today as they were measured, as there are receipts of them, and those on the way."""
    campus, now = system.settings.campus_timezone, system.clock.now()
    today = now.astimezone(campus).date()
    return system.outside_transaction().measures.attempts(Days(today, today), campus, now)


def test_without_a_broker_the_relay_has_it_handled_at_once(enrolled, letters, caplog):
    system = enrolled("memory://")
    caplog.set_level("DEBUG", "enrollment")

    with open_mailroom(system, sleep) as mailroom:
        assert [mailroom.relay_outbox().confirmed for _ in range(2)] == [1, 0]
        assert [mailroom.deliver_mail() for _ in range(2)] == [True, False]

    assert len(letters()) == 1
    assert [record.measure["kind"] for record in caplog.records if record.message == "measured"] == [
        "attempt",
        "success",
    ]
    assert attempts_of(system) == Attempts(measured=1, receipts=1, on_the_way=0)


def test_a_letter_nobody_could_ever_deliver_ends_on_record_and_holds_nothing_up(enrolled, letters):
    system = enrolled("memory://", a_student(email="no address"))

    with open_mailroom(system, sleep) as mailroom:
        assert mailroom.relay_outbox().confirmed == 1
        assert [mailroom.deliver_mail() for _ in range(2)] == [True, False]

    assert letters() == []
    assert system.outside_transaction().deliveries.counts()[DeliveryState.BOUNCED] == 1


@pytest.mark.rabbitmq
def test_by_way_of_a_broker_it_arrives_as_well(enrolled, letters):
    system, stop = enrolled(BROKER_URL), Event()
    with a_topology() as topology, open_mailroom(system, sleep, topology.prefix) as mailroom:
        consumers = takers(system.settings, mailroom, topology.prefix).values()
        threads = [Thread(target=consumer.run, args=[stop]) for consumer in consumers]
        for thread in threads:
            thread.start()
        try:
            assert mailroom.relay_outbox().confirmed == 1
            assert eventually(mailroom.deliver_mail)
            assert eventually(lambda: attempts_of(system).measured == 1)
        finally:
            stop.set()
            for thread in threads:
                thread.join(10)
    assert len(letters()) == 1
    assert attempts_of(system) == Attempts(measured=1, receipts=1, on_the_way=0)


def test_a_broker_that_is_away_costs_nothing_but_time(enrolled, letters, caplog):
    system = enrolled(NOBODY_URL)

    with open_mailroom(system, sleep) as mailroom:
        relayed = mailroom.relay_outbox()

    assert (relayed.confirmed, relayed.failed) == (0, 1)
    assert system.outside_transaction().outbox.waiting() == 1
    assert "will be tried again" in caplog.text
    assert "guest:guest" not in caplog.text
