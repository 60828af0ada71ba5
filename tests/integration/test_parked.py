"""A message nobody can handle is parked where staff see it, and goes out again on demand, with a broker or without."""

from dataclasses import replace
from datetime import timedelta

import pytest

from enrollment.adapters.amqp import KombuConsumer, KombuPublisher
from enrollment.adapters.in_process import InProcessPublisher
from enrollment.adapters.system_clock import SystemClock
from enrollment.application.handle_message import PARK_AFTER, HandleMessage
from enrollment.application.relay_outbox import RelayOutbox
from enrollment.application.resend_message import ResendMessage
from tests.contract.stores import SqlStore
from tests.support.broker import Handler, a_topology, eventually, running, taken_from
from tests.support.build import a_message
from tests.support.services import BROKER_URL

SOON = timedelta(milliseconds=20)
POISONED = [RuntimeError("poison")] * PARK_AFTER


class Away:
    """The database, gone for the first so many statements."""

    def __init__(self, statements, times):
        self._statements, self.times = statements, times

    def execute(self, *asked):
        """Fail, or pass it on."""
        self.times -= 1
        if self.times >= 0:
            raise ConnectionError("the database is away")
        return self._statements.execute(*asked)


@pytest.fixture
def ports(engine):
    """The outbox and the inbox, over each database in turn."""
    return SqlStore(engine).ports


@pytest.fixture
def consumer(ports):
    """Make a consumer of a handler."""
    return lambda handler: HandleMessage(consumer="mail", handle=handler, inbox=ports.inbox, clock=SystemClock())


@pytest.fixture
def resend(ports):
    """Send again what is parked."""
    clock = SystemClock()
    return ResendMessage(deliveries=ports.deliveries, inbox=ports.inbox, outbox=ports.outbox, clock=clock)


@pytest.fixture(params=["in process", pytest.param("broker", marks=pytest.mark.rabbitmq)])
def carried(request, ports):
    """Have messages carried to a handler, each way in turn, until the condition holds; whether it does."""

    def without(handler, condition):
        relay = RelayOutbox(
            outbox=ports.outbox, publisher=InProcessPublisher({"mail": handler}, SOON), clock=SystemClock()
        )
        return eventually(lambda: relay() and condition())

    def by_broker(handler, condition):
        publisher = KombuPublisher(BROKER_URL, topology.prefix)
        relay = RelayOutbox(outbox=ports.outbox, publisher=publisher, clock=SystemClock())
        with running(KombuConsumer(BROKER_URL, "mail", handler, topology.prefix, SOON)):
            held = eventually(lambda: relay() and condition())
        publisher.close()
        return held and taken_from(topology.dead("mail"), within=0.3) is None

    if request.param == "in process":
        yield without
    else:
        with a_topology() as topology:
            yield by_broker


def test_a_poisoned_message_is_parked_after_five_attempts_and_others_pass(carried, consumer, ports):
    poison, sound = a_message(kind="enrollment-dropped"), a_message()
    given = []

    def handle(message):
        given.append(message)
        if message == poison:
            raise RuntimeError("poison")

    for message in (poison, sound):
        ports.outbox.put(message)
    assert carried(consumer(handle), ports.inbox.count_parked)
    (parked,) = ports.inbox.parked(9)
    assert (parked.message_id, parked.attempts, parked.kind) == (poison.id, PARK_AFTER, "enrollment-dropped")
    assert [given.count(message) for message in (poison, sound)] == [PARK_AFTER, 1]
    assert ports.outbox.waiting() == 0


def test_a_parked_message_sent_again_is_handled_once_its_fault_is_mended(carried, consumer, ports, resend):
    handler, message = Handler(*POISONED), a_message()
    ports.outbox.put(message)
    assert carried(consumer(handler), ports.inbox.count_parked)

    assert resend(message.id)
    assert carried(consumer(handler), lambda: ports.inbox.has("mail", message.id))
    assert len(handler.given) == PARK_AFTER + 1
    assert ports.inbox.count_parked() == 0


def test_while_the_database_is_away_nothing_counts_and_nothing_is_lost(carried, consumer, ports):
    handler, message = Handler(), a_message()
    inbox = consumer(handler).inbox
    inbox._statements = Away(inbox._statements, 3 * PARK_AFTER)
    ports.outbox.put(message)
    assert carried(consumer(handler), lambda: handler.given)
    assert eventually(lambda: ports.inbox.has("mail", message.id))
    assert ports.inbox.count_parked() == 0


class Losing:
    """The port Inbox, whose first commit fails."""

    def __init__(self, inbox):
        self._inbox, self._losses = inbox, 1
        self.has = inbox.has

    def add(self, *noted):
        """Fail, or note it."""
        self._losses -= 1
        if self._losses >= 0:
            raise ConnectionError("the commit failed")
        self._inbox.add(*noted)


def test_a_message_is_acknowledged_only_once_it_is_on_record(carried, consumer, ports):
    handler, message = Handler(), a_message()
    ports.outbox.put(message)
    forgetful = replace(consumer(handler), inbox=Losing(ports.inbox))
    assert carried(forgetful, lambda: ports.inbox.has("mail", message.id))
    assert handler.given == [message, message]
