"""A TCP line to a server that can be cut, or go silent."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from urllib.parse import urlsplit


class Line:
    """Forwards what it receives at ``port`` to the server. While ``silent`` is set nothing gets through."""

    def __init__(self, server: tuple[str, int]) -> None:
        self.silent = Event()
        self._server = server
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._sockets: list[socket.socket] = []
        self._threads = [self._start(self._accept)]

    def cut(self) -> None:
        """Break every connection there is; new ones may be made."""
        while self._sockets:
            with suppress(OSError):
                self._sockets.pop().shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Break every connection, for good."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.cut()
        for thread in self._threads:
            thread.join(timeout=5)

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                far = socket.create_connection(self._server)
                self._sockets += [near, far]
                self._threads += [self._start(self._forward, near, far), self._start(self._forward, far, near)]

    def _forward(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError), source, target:
            while chunk := source.recv(65536):
                if not self.silent.is_set():
                    target.sendall(chunk)
            target.shutdown(socket.SHUT_RDWR)

    def _start(self, work, *arguments) -> Thread:
        thread = Thread(target=work, args=arguments, daemon=True)
        thread.start()
        return thread


@contextmanager
def a_line_to(url: str) -> Iterator[tuple[Line, str]]:
    """A line to the server of that URL, and the URL by way of it."""
    address = urlsplit(url)
    line = Line((address.hostname or "127.0.0.1", address.port or 5672))
    yield line, address._replace(netloc=f"{address.username}:{address.password}@127.0.0.1:{line.port}").geturl()
    line.close()
