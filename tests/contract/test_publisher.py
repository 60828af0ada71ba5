"""What every Publisher promises, whatever carries the messages."""

import pytest

from enrollment.adapters.amqp import KombuPublisher
from enrollment.adapters.amqp.wire import from_bytes
from enrollment.adapters.in_process import InProcessPublisher
from enrollment.ports.publisher import NotPublished
from tests.support.broker import NOBODY_URL, a_topology, taken_from
from tests.support.build import a_message
from tests.support.services import BROKER_URL


@pytest.fixture(params=["in process", pytest.param("kombu", marks=pytest.mark.rabbitmq)])
def publisher_and_arrived(request):
    """Each adapter in turn, and a way to take the next message that has arrived."""
    match request.param:
        case "in process":
            arrived = []
            yield InProcessPublisher({"mail": arrived.append}), lambda: arrived.pop(0)
        case "kombu":
            with a_topology() as topology:
                publisher = KombuPublisher(BROKER_URL, topology.prefix)
                yield publisher, lambda: _message(taken_from(topology.queue("mail")))
                publisher.close()


def _message(delivery):
    return from_bytes(delivery.body, delivery.content_type)


@pytest.fixture(params=["in process", "kombu"])
def failing_publisher(request):
    """Each adapter in turn, at a time when nobody takes the message."""

    def fails(message):
        raise RuntimeError

    match request.param:
        case "in process":
            return InProcessPublisher({"mail": fails})
        case "kombu":
            return KombuPublisher(NOBODY_URL)


def test_what_is_published_arrives_unchanged(publisher_and_arrived):
    publisher, arrived = publisher_and_arrived
    message = a_message(body={"codes": ["course-full"], "title": "Étude № 1 – 日本 \N{GRINNING FACE}", "none": None})

    publisher.publish(message)

    assert arrived() == message


def test_messages_arrive_in_the_order_they_were_published(publisher_and_arrived):
    publisher, arrived = publisher_and_arrived
    messages = [a_message() for _ in range(3)]

    for message in messages:
        publisher.publish(message)

    assert [arrived() for _ in messages] == messages


def test_publishing_again_keeps_the_identity(publisher_and_arrived):
    publisher, arrived = publisher_and_arrived
    message = a_message()

    publisher.publish(message)
    publisher.publish(message)

    assert arrived().id == arrived().id == message.id


def test_what_nobody_takes_is_not_published(failing_publisher):
    with pytest.raises(NotPublished):
        failing_publisher.publish(a_message())
