"""When the line to the broker is bad: a failure is said so in time, and what was lost is found again."""

from time import monotonic, sleep

import pytest

from enrollment.adapters.amqp import KombuConsumer, KombuPublisher
from enrollment.ports.publisher import NotPublished
from tests.support.broker import NOBODY_URL, Handler, a_topology, broker, eventually, running
from tests.support.build import a_message
from tests.support.line import a_line_to
from tests.support.services import BROKER_URL

pytestmark = pytest.mark.rabbitmq


@pytest.fixture
def topology():
    with a_topology() as topology:
        yield topology


@pytest.fixture
def publisher(topology):
    publisher = KombuPublisher(BROKER_URL, topology.prefix)
    yield publisher
    publisher.close()


def test_a_publisher_that_failed_connects_anew(topology, publisher):
    publisher.publish(a_message())
    with broker() as channel:
        topology.events(channel).delete()
    with pytest.raises(NotPublished):
        publisher.publish(a_message())
    publisher.publish(a_message())


def test_a_broker_that_cannot_be_reached_is_said_so_at_once():
    began = monotonic()
    with pytest.raises(NotPublished):
        KombuPublisher(NOBODY_URL).publish(a_message())
    assert monotonic() - began < 1


def test_a_consumer_without_a_broker_stops_when_told():
    began = monotonic()
    with running(KombuConsumer(NOBODY_URL, "mail", Handler())):
        pass
    assert monotonic() - began < 3


def test_a_consumer_whose_line_was_cut_comes_back(topology, publisher):
    handler, messages = Handler(), [a_message(), a_message()]
    with a_line_to(BROKER_URL) as (line, url), running(KombuConsumer(url, "mail", handler, topology.prefix)):
        publisher.publish(messages[0])
        assert eventually(lambda: handler.given == messages[:1])
        line.cut()
        publisher.publish(messages[1])
        # The first comes again when the line was cut before it was acknowledged.
        assert eventually(lambda: messages[1] in handler.given)


def test_a_message_handled_while_the_line_was_cut_comes_again(topology, publisher):
    message = a_message()
    with a_line_to(BROKER_URL) as (line, url):
        given = []

        def handler(message):
            given.append(message)
            if len(given) == 1:
                sleep(0.3)  # long enough for what was acknowledged too early to be known to the broker
                line.cut()

        with running(KombuConsumer(url, "mail", handler, topology.prefix)):
            publisher.publish(message)
            assert eventually(lambda: given == [message, message])


def test_a_publisher_whose_line_was_cut_says_so_and_publishes_the_next(topology):
    with a_line_to(BROKER_URL) as (line, url):
        publisher = KombuPublisher(url, topology.prefix)
        publisher.publish(a_message())
        line.cut()
        with pytest.raises(NotPublished):
            publisher.publish(a_message())
        publisher.publish(a_message())
        publisher.close()


def test_a_broker_that_has_gone_silent_confirms_nothing(topology):
    with a_line_to(BROKER_URL) as (line, url):
        publisher = KombuPublisher(url, topology.prefix)
        publisher.publish(a_message())
        line.silent.set()
        began = monotonic()
        with pytest.raises(NotPublished):
            publisher.publish(a_message())
        assert monotonic() - began < 6
        publisher.close()
