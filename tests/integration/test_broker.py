"""Messages by way of RabbitMQ: what is confirmed arrives, what fails comes back, what is hopeless is kept."""

from datetime import timedelta

import pytest
from kombu import Connection, Producer

from enrollment.adapters.amqp import KombuConsumer, KombuPublisher
from enrollment.ports.publisher import NotPublished
from tests.support.broker import NOBODY_URL, Handler, a_topology, broker, eventually, running, taken_from
from tests.support.build import a_message
from tests.support.services import BROKER_URL

pytestmark = pytest.mark.rabbitmq
SOON = timedelta(milliseconds=50)


@pytest.fixture
def topology():
    with a_topology() as topology:
        yield topology


@pytest.fixture
def publisher(topology):
    publisher = KombuPublisher(BROKER_URL, topology.prefix)
    yield publisher
    publisher.close()


def consumer_of(topology, handler):
    return KombuConsumer(BROKER_URL, "mail", handler, topology.prefix, SOON)


def test_what_is_published_is_handled_unchanged(topology, publisher):
    handler, message = Handler(), a_message()
    with running(consumer_of(topology, handler)):
        publisher.publish(message)
        assert eventually(lambda: handler.given)
    assert handler.given == [message]
    assert taken_from(topology.queue("mail"), within=0.5) is None


def test_every_consumer_gets_a_message_of_its_own(topology, publisher):
    message = a_message()
    publisher.publish(message)
    taken = [taken_from(topology.queue(name)) for name in ("mail", "analytics")]
    assert [delivery.properties["message_id"] for delivery in taken] == [str(message.id)] * 2


def test_a_message_outlives_the_broker_and_names_its_kind(topology, publisher):
    publisher.publish(a_message())
    properties = taken_from(topology.queue("mail")).properties
    assert (properties["delivery_mode"], properties["type"]) == (2, "student-enrolled")


def test_a_message_whose_handling_failed_comes_back(topology, publisher):
    handler, message = Handler(RuntimeError("the database is away")), a_message()
    with running(consumer_of(topology, handler)):
        publisher.publish(message)
        assert eventually(lambda: len(handler.given) == 2)
    assert handler.given == [message, message]
    assert taken_from(topology.queue("mail"), within=0.5) is None


def test_a_message_comes_back_as_often_as_its_handler_wants_and_is_never_put_aside(topology, publisher):
    handler, message = Handler(*[RuntimeError("no")] * 24), a_message()
    with running(consumer_of(topology, handler)):
        publisher.publish(message)
        assert eventually(lambda: len(handler.given) == 25)
    assert handler.given == [message] * 25
    assert taken_from(topology.dead("mail"), within=0.5) is None


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"\xff{", "application/json"),
        (b"[]", "application/json"),
        (b"cos\nsystem\n.", "application/x-python-serialize"),
    ],
)
def test_what_is_unreadable_is_put_aside_at_once_and_the_next_is_handled(topology, publisher, body, content_type):
    handler, message = Handler(), a_message()
    with broker() as channel:
        Producer(channel).publish(
            body, exchange=topology.events.name, routing_key="x", content_type=content_type, content_encoding="binary"
        )
    with running(consumer_of(topology, handler)):
        assert taken_from(topology.dead("mail")).body in (body, body.decode("latin-1"))
        publisher.publish(message)
        assert eventually(lambda: handler.given == [message])


def test_what_is_fetched_but_not_handled_when_the_consumer_stops_goes_back(topology, publisher):
    messages, handler = [a_message() for _ in range(3)], Handler()
    for message in messages:
        publisher.publish(message)
    consumer = consumer_of(topology, handler)

    class Once:
        """An order to stop, given as soon as the first message is handled."""

        is_set = staticmethod(lambda: bool(handler.given))

    consumer.run(Once())
    assert len(handler.given) == 1
    assert all(taken_from(topology.queue("mail")) for _ in messages[1:])


def test_a_message_no_queue_takes_is_not_published(topology, publisher):
    publisher.publish(a_message())
    with broker() as channel:
        for name in ("mail", "analytics"):
            topology.queue(name)(channel).unbind_from(topology.events, "#")
    with pytest.raises(NotPublished, match="NO_ROUTE"):
        publisher.publish(a_message())


def test_without_the_mandatory_flag_such_a_message_would_be_confirmed_and_lost(topology):
    with broker() as channel:
        for name in ("mail", "analytics"):
            topology.queue(name)(channel).unbind_from(topology.events, "#")
    with Connection(BROKER_URL, transport_options={"confirm_publish": True}) as connection:
        Producer(connection.channel()).publish({}, exchange=topology.events.name, routing_key="x", confirm_timeout=3)
    assert [taken_from(queue, within=0.2) for queue in topology.queues] == [None] * 6


def test_there_is_no_queue_for_an_unknown_consumer():
    with pytest.raises(ValueError, match="no consumer is called 'post'"):
        KombuConsumer(NOBODY_URL, "post", Handler())
