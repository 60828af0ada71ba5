"""What happens, for whoever measures elsewhere: a data warehouse."""

import json
import logging
from collections.abc import Sequence

from enrollment.adapters.amqp.sender import ConfirmedSender, Parcel
from enrollment.adapters.amqp.topology import PREFIX, Topology
from enrollment.domain.measures import Measure
from enrollment.domain.plain import to_plain
from enrollment.ports.publisher import NotPublished

log = logging.getLogger(__name__)


class KombuAnalytics:
    """The port Analytics, on RabbitMQ: each measure goes to an exchange that anybody may bind a queue to, as JSON.

    What nobody listens to is gone, and so, after a warning, is what the broker would not take.
    """

    def __init__(self, broker_url: str, prefix: str = PREFIX) -> None:
        topology = Topology(prefix)
        self._exchange = topology.analytics_events.name
        self._sender = ConfirmedSender(broker_url, topology)

    def count(self, measures: Sequence[Measure]) -> None:
        """Publish each measure under its kind, for as long as the broker can be reached."""
        for sent, measure in enumerate(measures):
            parcel = Parcel(
                exchange=self._exchange,
                routing_key=measure.kind.value,
                body=json.dumps(to_plain(measure), allow_nan=False).encode(),
                properties={"type": measure.kind.value},
                mandatory=False,
            )
            try:
                self._sender.send(parcel)
            except NotPublished as error:
                log.warning("%s measures were not published: %s", len(measures) - sent, error)
                return

    def close(self) -> None:
        """End the connection."""
        self._sender.close()
