"""What every Analytics promises, whoever measures."""

import pytest
from kombu import Queue

from enrollment.adapters.amqp import KombuAnalytics
from enrollment.adapters.amqp.wire import from_bytes
from enrollment.adapters.memory.analytics import MemoryAnalytics
from tests.support.broker import NOBODY_URL, a_topology, broker, taken_from
from tests.support.build import a_message
from tests.support.services import BROKER_URL


@pytest.fixture(params=["memory", pytest.param("kombu", marks=pytest.mark.rabbitmq)])
def analytics_and_counted(request):
    """Each adapter in turn, and a way to take the next message that was counted."""
    match request.param:
        case "memory":
            analytics = MemoryAnalytics()
            yield analytics, lambda: analytics.messages.pop(0)
        case "kombu":
            with a_topology() as topology, broker() as channel:
                listener = Queue("", topology.analytics_events, routing_key="#", exclusive=True)(channel)
                listener.declare()
                analytics = KombuAnalytics(BROKER_URL, topology.prefix)
                yield analytics, lambda: _message(listener.get(no_ack=True))
                analytics.close()


def _message(delivery):
    return from_bytes(delivery.body, delivery.content_type)


def test_what_is_counted_arrives_unchanged_and_in_order(analytics_and_counted):
    analytics, counted = analytics_and_counted
    messages = [a_message(), a_message(kind="enrollment-refused", body={"codes": ["course-full"]})]

    for message in messages:
        analytics.count(message)

    assert [counted() for _ in messages] == messages


@pytest.mark.rabbitmq
def test_counting_what_nobody_measures_fails_nothing():
    with a_topology() as topology:
        analytics = KombuAnalytics(BROKER_URL, topology.prefix)
        analytics.count(a_message())
        analytics.close()
        assert taken_from(topology.queue("mail"), within=0.2) is None


def test_losing_a_message_fails_nothing_and_is_logged(caplog):
    message = a_message()

    KombuAnalytics(NOBODY_URL).count(message)

    assert f"message {message.id} was not counted" in caplog.text
