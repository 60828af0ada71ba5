"""RabbitMQ for tests: names of their own, deleted afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic, sleep
from typing import Any
from uuid import uuid4

from kombu import Connection

from enrollment.adapters.amqp.topology import Topology
from enrollment.domain.messages import Message
from tests.support.services import BROKER_URL, answers, require

NOBODY_URL = "amqp://guest:guest@127.0.0.1:1//"  # the port tcpmux, on which nothing listens


class Handler:
    """A consumer's handler that notes what it is given, and fails as long as it has errors left to raise."""

    def __init__(self, *errors: Exception) -> None:
        self.given: list[Message] = []
        self.errors = list(errors)

    def __call__(self, message: Message) -> None:
        self.given.append(message)
        if self.errors:
            raise self.errors.pop(0)


@contextmanager
def a_topology() -> Iterator[Topology]:
    """Exchanges and queues of the test's own, declared; gone when it ends."""
    require("RabbitMQ", answers(BROKER_URL, 5672))
    topology = Topology(f"test-{uuid4().hex[:12]}")
    with broker() as channel:
        topology.declare(channel)
    yield topology
    with broker() as channel:
        for queue in topology.queues:
            queue(channel).delete()
            if queue.exchange.name:
                queue.exchange(channel).delete()
        topology.analytics_events(channel).delete()


@contextmanager
def broker() -> Iterator[Any]:
    """A plain channel, without confirms."""
    with Connection(BROKER_URL) as connection:
        yield connection.channel()


@contextmanager
def running(consumer: Any) -> Iterator[None]:
    """The consumer at work in a thread, which has ended when this does."""
    stop = Event()
    thread = Thread(target=consumer.run, args=[stop], daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=5)
        assert not thread.is_alive(), "the consumer did not stop"


def taken_from(queue: Any, within: float = 5) -> Any:
    """The next delivery of the queue, acknowledged; None when none has come in that many seconds."""
    deadline = monotonic() + within
    with broker() as channel:
        while monotonic() < deadline:
            if delivery := queue(channel).get(no_ack=True):
                return delivery
            sleep(0.05)
    return None


def eventually(condition: Any, within: float = 10) -> bool:
    """Whether the condition comes to hold within that many seconds."""
    deadline = monotonic() + within
    while monotonic() < deadline:
        if condition():
            return True
        sleep(0.05)
    return False
