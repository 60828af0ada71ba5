"""A crowd that costs little, since it shares the cores with what it measures: raw HTTP/1.1, one thread, no parser."""

import re
import socket
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from selectors import EVENT_READ, DefaultSelector
from time import perf_counter

# Connections stay with the process that accepted them; now and then a new one keeps the processes even.
REQUESTS_A_CONNECTION = 100
PATIENCE = 30.0  # seconds
_LENGTH = re.compile(rb"\r\nContent-Length: (\d+)", re.IGNORECASE)

Address = tuple[str, int]


class WrongAnswer(Exception):
    """The server did not answer what was asked for: what one would go on to measure is worth nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a crowd saw: every answer was as wanted. Latencies in milliseconds, in order."""

    seconds: float
    latencies: Sequence[float]

    @property
    def answers(self) -> int:
        """How many answers there were."""
        return len(self.latencies)

    @property
    def per_s(self) -> float:
        """Answers a second."""
        return self.answers / self.seconds

    def percentile(self, percent: float) -> float:
        """Return how long, in milliseconds, the slowest of so many per cent of the answers took."""
        return self.latencies[min(self.answers - 1, int(self.answers * percent / 100))]


class Client:
    """One client: asks, waits for the whole answer, asks again."""

    __slots__ = ("_address", "_asked", "_received", "_selector", "_sock", "began")

    def __init__(self, address: Address, selector: DefaultSelector) -> None:
        self._address, self._selector = address, selector
        self._sock: socket.socket | None = None
        self._asked, self._received, self.began = 0, b"", 0.0

    def ask(self, request: bytes) -> None:
        """Send the request, over a new connection where it is time for one."""
        self.began = perf_counter()
        if self._asked % REQUESTS_A_CONNECTION == 0:
            self.leave()
            self._sock = socket.create_connection(self._address, timeout=PATIENCE)
            self._sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._selector.register(self._sock, EVENT_READ, self)
        assert self._sock is not None
        self._asked += 1
        self._received = b""
        self._sock.sendall(request)

    def hear(self) -> bytes | None:
        """Return the answer, head and body, once it is there as a whole. Raises WrongAnswer when it breaks off."""
        assert self._sock is not None
        piece = self._sock.recv(262_144)
        if not piece:
            raise WrongAnswer(f"the connection was closed after {self._received[:200]!r}")
        self._received += piece
        head = self._received.find(b"\r\n\r\n")
        if head < 0:
            return None
        length = _LENGTH.search(self._received, 0, head)
        if length is None:
            raise WrongAnswer(f"no Content-Length in {self._received[:head]!r}")
        return self._received if len(self._received) >= head + 4 + int(length[1]) else None

    def leave(self) -> None:
        """Close the connection."""
        if self._sock is not None:
            self._selector.unregister(self._sock)
            self._sock.close()
            self._sock = None


def press(
    address: Address, requests: Iterator[bytes], *, clients: int, seconds: float, wanted: tuple[bytes, bytes]
) -> Measured:
    """Have the clients ask for so many seconds, each as soon as it has its answer, and wait for the last ones.

    ``wanted`` is the status every answer has, and a text its body contains. Raises WrongAnswer for any other.
    """
    status, text = wanted
    latencies: list[float] = []
    with DefaultSelector() as selector:
        began = perf_counter()
        for _ in range(clients):
            Client(address, selector).ask(next(requests))
        while selector.get_map():
            ready = selector.select(PATIENCE)
            if not ready:
                raise WrongAnswer(f"no answer within {PATIENCE} seconds")
            for client in (key.data for key, _ in ready):
                answer = client.hear()
                if answer is None:
                    continue
                now = perf_counter()
                latencies.append((now - client.began) * 1000)
                if answer[9:12] != status or text not in answer:
                    raise WrongAnswer(answer[:2000].decode(errors="replace"))
                client.ask(next(requests)) if now - began < seconds else client.leave()
        return Measured(seconds=perf_counter() - began, latencies=sorted(latencies))
