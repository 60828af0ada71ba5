"""What happened, for whoever measures."""

import logging

from enrollment.adapters.amqp.sender import ConfirmedSender, Parcel
from enrollment.adapters.amqp.topology import PREFIX, Topology
from enrollment.adapters.amqp.wire import to_bytes
from enrollment.domain.messages import Message
from enrollment.ports.publisher import NotPublished

log = logging.getLogger(__name__)


class KombuAnalytics:
    """The port Analytics, on RabbitMQ: each message goes to an exchange that anybody may bind a queue to.

    What nobody listens to is gone, and so, after a warning, is what the broker would not take.
    """

    def __init__(self, broker_url: str, prefix: str = PREFIX) -> None:
        topology = Topology(prefix)
        self._exchange = topology.analytics_events.name
        self._sender = ConfirmedSender(broker_url, topology)

    def count(self, message: Message) -> None:
        """Publish the message under its kind, if the broker can be reached."""
        parcel = Parcel(
            exchange=self._exchange,
            routing_key=message.kind,
            body=to_bytes(message),
            properties={"message_id": str(message.id), "type": message.kind},
            mandatory=False,
        )
        try:
            self._sender.send(parcel)
        except NotPublished as error:
            log.warning("message %s was not counted: %s", message.id, error)

    def close(self) -> None:
        """End the connection."""
        self._sender.close()
