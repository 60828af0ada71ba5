"""Messages out of the outbox and into the broker."""

from enrollment.adapters.amqp.sender import ConfirmedSender, Parcel
from enrollment.adapters.amqp.topology import PREFIX, Topology
from enrollment.adapters.amqp.wire import to_bytes
from enrollment.domain.messages import Message


class KombuPublisher:
    """The port Publisher, on RabbitMQ: a message has arrived once a quorum of the broker holds it in a queue.

    A message that no queue would take is not published. After any failure the next publish connects anew.
    """

    def __init__(self, broker_url: str, prefix: str = PREFIX) -> None:
        topology = Topology(prefix)
        self._exchange = topology.events.name
        self._sender = ConfirmedSender(broker_url, topology)

    def publish(self, message: Message) -> None:
        """Publish the message under its kind. Raises NotPublished."""
        parcel = Parcel(
            exchange=self._exchange,
            routing_key=message.kind,
            body=to_bytes(message),
            properties={"message_id": str(message.id), "type": message.kind},
        )
        self._sender.send(parcel)

    def close(self) -> None:
        """End the connection."""
        self._sender.close()
