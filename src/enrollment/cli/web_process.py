"""A web process: waitress on sockets somebody else has bound, until it is told to end."""

import socket
import sys
from collections.abc import Mapping, Sequence
from ctypes import CDLL
from threading import Event
from time import monotonic
from typing import Any

from waitress import create_server, wasyncore
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer

LOOK_UP_EVERY = 0.25  # seconds
DRAIN = 4.0  # seconds in which what was asked before the end is still answered
_M_ARENA_MAX = -8  # of glibc's malloc.h
_ADDRESS_OPTIONS = frozenset({"listen", "host", "port", "ipv4", "ipv6"})


def bind(options: Mapping[str, str]) -> list[socket.socket]:
    """Return the sockets the options call for, listening. Raises OSError, and ValueError for options that are none."""
    adjustments = Adjustments(**options)
    if adjustments.unix_socket:
        raise ValueError("unix_socket is not shared between processes; use listen, or pserve")
    sockets = []
    for family, kind, protocol, address in adjustments.listen:
        sock = socket.socket(family, kind, protocol)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        try:
            sock.bind(address)
        except OSError as error:
            sock.close()
            raise OSError(error.errno, f"{address[0]}:{address[1]}: {error.strerror}") from error
        sock.listen(adjustments.backlog)
        sockets.append(sock)
    return sockets


def serve_until(stop: Event, app: Any, sockets: Sequence[socket.socket], options: Mapping[str, str]) -> None:
    """Serve the application on the sockets until ``stop`` is set, then answer what has been asked, and return."""
    _share_memory()
    waitress_options = {name: value for name, value in options.items() if name not in _ADDRESS_OPTIONS}
    connections: dict[int, Any] = {}
    server = create_server(app, map=connections, sockets=list(sockets), **waitress_options)

    def look(seconds: float) -> None:
        use_poll = server.adj.asyncore_use_poll
        wasyncore.loop(timeout=seconds, use_poll=use_poll, map=connections, count=1)

    while not stop.is_set():
        look(LOOK_UP_EVERY)
    for listener in list(connections.values()):
        if isinstance(listener, BaseWSGIServer):
            listener.accepting = False  # asked for no more; the sockets themselves are the parent's
    deadline = monotonic() + DRAIN
    # Waitress's own way to end leaves answers unsent that only its main loop would have written.
    while monotonic() < deadline and any(_is_busy(channel) for channel in list(connections.values())):
        look(0.05)
    server.task_dispatcher.shutdown(timeout=1)
    wasyncore.close_all(connections, ignore_all=True)


def _share_memory() -> None:
    """Have all threads allocate from one arena where the C library is glibc, which would give each its own.

    What one frees another could not use then. That they wait for each other costs nothing: the interpreter has one
    run at a time.
    """
    if sys.platform == "linux" and hasattr(library := CDLL(None), "mallopt"):
        library.mallopt(_M_ARENA_MAX, 1)


def _is_busy(channel: Any) -> bool:
    """Whether a request is being answered, or its answer is not sent yet."""
    return isinstance(channel, HTTPChannel) and bool(channel.requests or channel.total_outbufs_len)
