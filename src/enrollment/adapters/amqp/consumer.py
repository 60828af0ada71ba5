"""Messages out of a queue and into a consumer: handled at least once, and never forgotten."""

import logging
from collections.abc import Callable
from datetime import timedelta
from threading import Event
from typing import Any

from kombu import Consumer

from enrollment.adapters.amqp.sender import ConfirmedSender, Parcel, connect, connection_to
from enrollment.adapters.amqp.topology import PREFIX, Topology
from enrollment.adapters.amqp.wire import CONTENT_TYPE, Unreadable, from_bytes
from enrollment.domain.messages import Message

log = logging.getLogger(__name__)

PREFETCH = 10
PAUSE = timedelta(seconds=30)
# A handler may take a while (a busy database), and no heartbeat is sent meanwhile. The broker hangs up after two.
_HEARTBEAT = 60  # seconds
_LOOK_UP_EVERY = 0.5  # seconds, between two looks at whether to stop
_RECONNECT_AFTER = 2  # seconds


class KombuConsumer:
    """Takes the messages of one queue (``mail`` or ``analytics``) and gives each to the handler.

    A message is acknowledged once the handler has returned. When it raises, the message comes back after a pause,
    however often: to count, and to park what is hopeless, is the handler's business. What is unreadable is put among
    the dead letters. A message may come twice, so the handler has to know one it has handled.
    """

    def __init__(
        self,
        broker_url: str,
        queue: str,
        handler: Callable[[Message], None],
        prefix: str = PREFIX,
        pause: timedelta = PAUSE,
    ) -> None:
        self._topology = Topology(prefix)
        self._queue = self._topology.queue(queue)
        self._retry_queue = self._topology.retry(queue).name
        self._broker_url = broker_url
        self._handler = handler
        self._pause = pause
        # Failed messages are sent on over a second connection: to wait for a confirm is to read what comes,
        # and on this connection that would be the next message.
        self._sender = ConfirmedSender(broker_url, self._topology)

    def run(self, stop: Event) -> None:
        """Handle messages until ``stop`` is set, connecting again whenever the broker is lost.

        A message being handled at that moment is finished; those only fetched go back to the queue.
        """
        while not stop.is_set():
            try:
                self._consume(stop)
            except Exception as error:  # the library raises more than its own errors when a connection breaks
                log.warning("%s lost the broker: %s: %s", self._queue.name, type(error).__name__, error)
                stop.wait(_RECONNECT_AFTER)
        self._sender.close()

    def _consume(self, stop: Event) -> None:
        with connection_to(self._broker_url, _HEARTBEAT) as connection:
            connect(connection)
            channel = connection.channel()
            self._topology.declare(channel)
            consumer = Consumer(
                channel,
                [self._queue],
                on_message=lambda delivery: None if stop.is_set() else self._receive(delivery),
                accept=[CONTENT_TYPE],
                prefetch_count=PREFETCH,
                auto_declare=False,
            )
            consumer.consume()
            while not stop.is_set():
                try:
                    connection.drain_events(timeout=_LOOK_UP_EVERY)
                except TimeoutError:
                    connection.heartbeat_check()

    def _receive(self, delivery: Any) -> None:
        try:
            message = from_bytes(delivery.body, delivery.content_type)
        except Unreadable as error:
            log.error("%s cannot read a message: %s", self._queue.name, error)
            delivery.reject(requeue=False)
            return
        try:
            self._handler(message)
        except Exception as error:  # whatever it is, the message must not be lost
            log.warning("%s: message %s comes again: %s: %s", self._queue.name, message.id, type(error).__name__, error)
            self._put_off(message, delivery)
        else:
            delivery.ack()

    def _put_off(self, message: Message, delivery: Any) -> None:
        parcel = Parcel(
            exchange="",
            routing_key=self._retry_queue,
            body=delivery.body,  # as it came: a newer version may have written members this one passes over
            properties={"message_id": str(message.id), "type": message.kind},
            expires_after=self._pause,
        )
        self._sender.send(parcel)  # raises, and the message stays unacknowledged: the broker gives it out again
        delivery.ack()
