"""The connection to the database: isolation, pool, timeouts, and what SQLite needs to be honest."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import (
    Connection,
    CursorResult,
    Engine,
    Executable,
    PoolProxiedConnection,
    QueuePool,
    Result,
    create_engine,
    event,
    make_url,
)
from sqlalchemy.exc import TimeoutError as PoolExhausted

from enrollment.adapters.sql.faults import tell_faults
from enrollment.adapters.sql.kept import Kept
from enrollment.adapters.sql.one_writer import QueuingConnection
from enrollment.adapters.sql.prepared import Prepared, Row
from enrollment.adapters.sql.sqlite import keep_honest, keep_in_line
from enrollment.domain.errors import Unavailable

log = logging.getLogger(__name__)
log.setLevel(logging.WARNING)  # the pool's too, which else tells of each connection that comes and goes

# A lock is waited for 2 s and a statement 5 s at most, and nobody holds a transaction open and idle.
POSTGRESQL_OPTIONS = "-c lock_timeout=2000 -c statement_timeout=5000 -c idle_in_transaction_session_timeout=10000"
# The client's own patience, for a server that has stopped answering altogether.
POSTGRESQL_CONNECT_ARGS = {
    "connect_timeout": 2,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 8000,
    "options": POSTGRESQL_OPTIONS,
}


class Statements(Protocol):
    """What the adapters ask of a database: ``Joined``, in a transaction, or ``Autocommit``."""

    def execute(self, statement: Executable, params: Any = None, /) -> Result[Any]:
        """Run the statement and return its result."""

    def first(self, statement: Prepared, values: Mapping[str, Any], /) -> Row | None:
        """Run the statement and return its first row; None when there is none."""

    def all(self, statement: Prepared, values: Mapping[str, Any], /) -> Sequence[Row]:
        """Run the statement and return every row."""


class Autocommit:
    """Runs each statement as a transaction of its own, on a connection borrowed for just that long.

    It keeps ``keep`` connections at most.
    """

    def __init__(self, engine: Engine, *, keep: int = 8) -> None:
        self._engine = engine
        self._kept = Kept(engine, keep)
        self._writers_queue = engine.dialect.name == "sqlite"

    def execute(self, statement: Executable, params: Any = None, /) -> Result[Any]:
        """Run the statement and return its result, read to the end."""
        if self._writers_queue and _is_write(statement):
            with self._engine.begin() as connection:
                return _whole(connection.execute(statement, params))
        return self._kept.lend(lambda connection: _executed(connection, statement, params))

    def first(self, statement: Prepared, values: Mapping[str, Any], /) -> Row | None:
        """Run the statement and return its first row."""
        return self._kept.lend(lambda connection: statement.first(connection, values))

    def all(self, statement: Prepared, values: Mapping[str, Any], /) -> Sequence[Row]:
        """Run the statement and return every row."""
        return self._kept.lend(lambda connection: statement.all(connection, values))


def _executed(connection: Connection, statement: Executable, params: Any) -> Result[Any]:
    try:
        return _whole(connection.execute(statement, params))
    finally:
        connection.rollback()  # of nothing, but SQLAlchemy takes it that a transaction has begun


def _is_write(statement: Any) -> bool:
    return bool(statement.is_dml or (statement.is_text and statement.text.startswith("INSERT")))


def _whole(result: CursorResult[Any]) -> Result[Any]:
    """Return the result read to the end, as PostgreSQL's driver has it anyway; SQLite's reads when it is asked."""
    return result.freeze()() if result.returns_rows and result.dialect.name == "sqlite" else result


class ShortPool(QueuePool):
    """A pool in which nobody queues for long."""

    def connect(self) -> PoolProxiedConnection:
        """Return a connection. Raises Unavailable when all stay in use."""
        try:
            return super().connect()
        except PoolExhausted as error:
            log.warning("all connections to the database are in use, and stay so")
            raise Unavailable from error


def make_engine(url: str, *, pool_size: int = 8) -> Engine:
    """Return an engine for the application: READ COMMITTED on PostgreSQL, one writer at a time on SQLite.

    What passes by itself it raises as the core's errors. A pooled connection is not tried before use, which would
    cost a round trip each time: the first statement tells, and is worth another try.
    """
    if make_url(url).get_backend_name() == "sqlite":
        engine = create_engine(
            url, connect_args={"factory": QueuingConnection}, hide_parameters=True, pool_size=pool_size
        )
        keep_in_line(engine)
    else:
        engine = create_engine(
            url,
            isolation_level="READ COMMITTED",
            connect_args=POSTGRESQL_CONNECT_ARGS,
            hide_parameters=True,
            poolclass=ShortPool,
            pool_size=pool_size,
            max_overflow=pool_size,
            pool_timeout=1,
            pool_recycle=1800,
        )
        _keep_postgresql_short(engine)
    tell_faults(engine)
    return engine


def make_bare_engine(url: str) -> Engine:
    """Return an engine for migrations: no time limits, and nothing installed that leans on the tables."""
    engine = create_engine(url, hide_parameters=True)
    if engine.dialect.name == "sqlite":
        keep_honest(engine)
    return engine


def _keep_postgresql_short(engine: Engine) -> None:
    """Wait no longer for an answer than the server may take for it."""
    from enrollment.adapters.sql.impatience import ImpatientConnection  # the driver is there only where it is needed

    def connect(_dialect: Any, _record: Any, arguments: Any, named: Any) -> Any:
        return ImpatientConnection.connect(*arguments, **named)

    event.listen(engine, "do_connect", connect)
