"""The one way anything is sent to the broker: confirmed, or not at all as far as the caller may know."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from threading import Lock
from time import monotonic
from typing import Any

from kombu import Connection, Producer

from enrollment.adapters.amqp.topology import Topology
from enrollment.adapters.amqp.wire import CONTENT_TYPE
from enrollment.ports.publisher import NotPublished

HEARTBEAT = 10  # seconds
_CONNECT = 2  # seconds, as are the next two
_READ_WRITE = 5
_CONFIRM = 3
_PERSISTENT = 2  # AMQP's delivery mode: the broker keeps the message on disk

OPTIONS = {"confirm_publish": True, "read_timeout": _READ_WRITE, "write_timeout": _READ_WRITE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """What is sent, and where to. When it is ``mandatory``, a parcel that no queue takes is not sent."""

    exchange: str
    routing_key: str
    body: bytes
    properties: Mapping[str, Any]
    expires_after: timedelta | None = None
    mandatory: bool = True


class ConfirmedSender:
    """Sends one parcel at a time over a connection of its own, made when it is first needed."""

    def __init__(self, broker_url: str, topology: Topology) -> None:
        self._connection = connection_to(broker_url, HEARTBEAT)
        self._topology = topology
        self._producer: Any = None
        self._used_at = 0.0
        self._lock = Lock()  # a connection serves one thread at a time

    def send(self, parcel: Parcel) -> None:
        """Send the parcel, and return once the broker has stored it. Raises NotPublished."""
        with self._lock:
            try:
                self._publish(parcel)
            except Exception as error:
                # After an error nothing tells which confirm belongs to what, so the next parcel starts afresh.
                self._drop()
                raise NotPublished(f"{type(error).__name__}: {error}") from error

    def close(self) -> None:
        """End the connection. Sending again makes a new one."""
        with self._lock:
            self._drop()

    def _publish(self, parcel: Parcel) -> None:
        if monotonic() - self._used_at > HEARTBEAT:
            self._drop()  # nobody kept it alive meanwhile: the broker has hung up, or is about to
        if self._producer is None:
            self._connect()
        self._producer.publish(
            parcel.body,
            exchange=parcel.exchange,
            routing_key=parcel.routing_key,
            mandatory=parcel.mandatory,
            content_type=CONTENT_TYPE,
            content_encoding="utf-8",
            delivery_mode=_PERSISTENT,
            expiration=parcel.expires_after.total_seconds() if parcel.expires_after else None,
            timeout=_READ_WRITE,
            confirm_timeout=_CONFIRM,
            **parcel.properties,
        )
        self._used_at = monotonic()

    def _connect(self) -> None:
        connect(self._connection)
        channel = self._connection.channel()
        self._topology.declare(channel)
        self._producer = Producer(channel, auto_declare=False)

    def _drop(self) -> None:
        self._producer = None
        with suppress(Exception):  # it is being given up; how it ends does not matter
            self._connection.collect(socket_timeout=1)


def connection_to(broker_url: str, heartbeat: int) -> Any:
    """Return a connection, not yet made, on which every publishing is confirmed. ``heartbeat`` is in seconds."""
    return Connection(broker_url, connect_timeout=_CONNECT, heartbeat=heartbeat, transport_options=OPTIONS)


def connect(connection: Any) -> None:
    """Make the connection, in one try and without waiting: whoever called tries again in their own time."""
    connection.ensure_connection(max_retries=1, interval_start=0, interval_step=0)
