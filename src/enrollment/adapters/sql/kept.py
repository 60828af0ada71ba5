"""Connections that are kept open for single statements, and lent to one thread at a time."""

from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, event

Got = TypeVar("Got")


class Kept:
    """Connections in AUTOCOMMIT, as many as were ever in use at once, and no more than ``most``.

    To borrow one from the pool, have it set to AUTOCOMMIT and back again and return it takes SQLAlchemy several times
    as long as the driver takes over the statement. So these belong to the pool no longer.
    """

    def __init__(self, engine: Engine, most: int) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        # One for each that may be kept: the connection if it is idle, None if there is none. The latest is the last.
        self._places: deque[Connection | None] = deque([None] * most)
        event.listen(engine, "engine_disposed", self._close)
        event.listen(engine, "handle_error", self._close_if_lost)

    def lend(self, use: Callable[[Connection], Got]) -> Got:
        """Return what ``use`` makes of a connection. One with which it fails is not used again.

        When all are in use, another is borrowed from the pool.
        """
        try:
            connection = self._places.pop()
        except IndexError:
            with self._engine.connect() as connection:
                return use(connection)
        try:
            connection = connection or self._another()
            got = use(connection)
        except BaseException:
            if connection:
                connection.close()
            self._places.appendleft(None)
            raise
        self._places.append(connection)
        return got

    def _another(self) -> Connection:
        connection = self._engine.connect()
        connection.detach()
        return connection

    def _close_if_lost(self, context: Any) -> None:
        """Keep none that may be lost as well: the server has gone for all of them, or for none."""
        if context.is_disconnect:
            self._close()

    def _close(self, _engine: Any = None) -> None:
        for _ in range(len(self._places)):
            with suppress(IndexError):  # somebody else has taken it meanwhile
                if connection := self._places.pop():
                    connection.close()
                self._places.appendleft(None)
