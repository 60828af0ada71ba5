"""Which exchanges and queues there are. Every process declares them all; declaring what exists changes nothing.

An event goes to the exchange ``enrollment.events`` under its kind, and from there to a queue for each consumer.
A message whose handling failed waits in the consumer's ``….retry`` queue until its time is up, and then comes
back; how often, the inbox counts, and parks it. One that cannot even be read, or takes the process down each time,
ends in ``….dead``, where nothing takes it away but a person.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kombu import Exchange, Queue

CONSUMERS = ("mail", "analytics")
PREFIX = "enrollment"

# How often the broker itself lets a message come back, before it gives it up for dead: the last resort against one
# that takes the consumer's process down with it. Failures the process survives are counted in the inbox.
_DELIVERY_LIMIT = 20


@dataclass(frozen=True, slots=True)
class Topology:
    """The exchanges and queues whose names begin with ``prefix``."""

    prefix: str = PREFIX

    @property
    def events(self) -> Any:
        """Where every event is published."""
        return Exchange(f"{self.prefix}.events", type="topic", durable=True)

    @property
    def analytics_events(self) -> Any:
        """Where what analytics counted is published, for whoever measures; nobody need be listening."""
        return Exchange(f"{self.prefix}.analytics-events", type="topic", durable=True)

    @property
    def queues(self) -> Sequence[Any]:
        """Every queue there is."""
        return [queue(name) for name in CONSUMERS for queue in (self.dead, self.retry, self.queue)]

    def queue(self, consumer: str) -> Any:
        """The queue the consumer takes its messages from: all events."""
        name = self._name(consumer)
        arguments = _lossless(dead_letter_to=self._dead_letters.name, under=name)
        arguments["x-delivery-limit"] = _DELIVERY_LIMIT
        return Queue(name, self.events, routing_key="#", durable=True, queue_arguments=arguments)

    def retry(self, consumer: str) -> Any:
        """Where the consumer's failed messages wait, each as long as its own expiration says."""
        name = self._name(consumer)
        arguments = _lossless(dead_letter_to="", under=name)
        return Queue(f"{name}.retry", routing_key=f"{name}.retry", durable=True, queue_arguments=arguments)

    def dead(self, consumer: str) -> Any:
        """Where the consumer's messages end that it cannot handle."""
        name = self._name(consumer)
        arguments = {"x-queue-type": "quorum"}
        return Queue(f"{name}.dead", self._dead_letters, routing_key=name, durable=True, queue_arguments=arguments)

    def declare(self, channel: Any) -> None:
        """Make sure that every exchange and queue exists."""
        for entity in (self.analytics_events, *self.queues):
            entity(channel).declare()

    @property
    def _dead_letters(self) -> Any:
        return Exchange(f"{self.prefix}.dead-letters", type="direct", durable=True)

    def _name(self, consumer: str) -> str:
        if consumer not in CONSUMERS:
            raise ValueError(f"no consumer is called {consumer!r}; there are {', '.join(CONSUMERS)}")
        return f"{self.prefix}.{consumer}"


def _lossless(dead_letter_to: str, under: str) -> dict[str, Any]:
    # At-least-once dead-lettering needs an overflow of reject-publish, or the broker falls back to at most once
    # (RabbitMQ documentation, Quorum Queues, "Activating at-least-once dead-lettering").
    return {
        "x-queue-type": "quorum",
        "x-overflow": "reject-publish",
        "x-dead-letter-exchange": dead_letter_to,
        "x-dead-letter-routing-key": under,
        "x-dead-letter-strategy": "at-least-once",
    }
