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
        """Break every connection there is; new ones may be made, even before the last is broken."""
        sockets, self._sockets = self._sockets, []
        for one in sockets:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

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
                self._threads += [
                    self._start(self._forward, near, far, True),
                    self._start(self._forward, far, near, False),
                ]

    def _forward(self, source: socket.socket, target: socket.socket, to_server: bool) -> None:
        with suppress(OSError), source, target:
            while chunk := source.recv(65536):
                if self._passes(chunk, to_server):
                    target.sendall(chunk)
            target.shutdown(socket.SHUT_RDWR)

    def _passes(self, chunk: bytes, to_server: bool) -> bool:
        return not self.silent.is_set()

    def _start(self, work, *arguments) -> Thread:
        thread = Thread(target=work, args=arguments, daemon=True)
        thread.start()
        return thread


class FailingLine(Line):
    """Breaks when a word is said, if it was told to: before the server hears it, or once the server has answered."""

    def __init__(self, server: tuple[str, int]) -> None:
        super().__init__(server)
        self._word, self._answered, self._said = b"", False, False

    def cut_at(self, word: bytes, *, answered: bool) -> None:
        """Break the next time the word is said."""
        self._word, self._answered, self._said = word, answered, False

    def _passes(self, chunk: bytes, to_server: bool) -> bool:
        if not self._word:
            return super()._passes(chunk, to_server)
        if to_server and self._word in chunk:
            self._said = True
        if not self._said or to_server is self._answered:
            return True
        self._word = b""
        self.cut()
        return False


@contextmanager
def a_line_to(url: str) -> Iterator[tuple[Line, str]]:
    """A line to the server of that URL, and the URL by way of it."""
    address = urlsplit(url)
    line = Line((address.hostname or "127.0.0.1", address.port or 5672))
    yield line, address._replace(netloc=f"{address.username}:{address.password}@127.0.0.1:{line.port}").geturl()
    line.close()
