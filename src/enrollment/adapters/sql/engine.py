"""The connection to the database: isolation, pool, timeouts, and what SQLite needs to be honest."""

from typing import Any, Protocol

from pyramid_retry import mark_error_retryable
from sqlalchemy import Connection, Engine, Executable, Result, create_engine, event, make_url

from enrollment.adapters.sql.sqlite_claims import install_claims
from enrollment.domain.errors import LockTimeout, Unavailable

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
SQLITE_PRAGMAS = ("journal_mode=wal", "busy_timeout=5000", "foreign_keys=on", "synchronous=full")

# SQLSTATE classes of a server that is going down, full, or gave up on a statement.
TRANSIENT = frozenset({"08", "53", "57"})


class Statements(Protocol):
    """What the adapters ask of a database: a session in a transaction, or ``Autocommit``."""

    def execute(self, statement: Executable, params: Any = None, /) -> Result[Any]:
        """Run the statement and return its result."""


class Autocommit:
    """Runs each statement as a transaction of its own, on a connection borrowed for just that long."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")

    def execute(self, statement: Executable, params: Any = None, /) -> Result[Any]:
        """Run the statement and return its result, read to the end."""
        with self._engine.connect() as connection:
            result = connection.execute(statement, params)
            return result.freeze()() if result.returns_rows else result


def make_engine(url: str, *, pool_size: int = 8) -> Engine:
    """Return an engine for the application: READ COMMITTED on PostgreSQL, one writer at a time on SQLite."""
    if make_url(url).get_backend_name() == "sqlite":
        engine = create_engine(url, connect_args={"timeout": 5})
        _keep_sqlite_honest(engine)
        event.listen(engine, "connect", lambda connection, _record: install_claims(connection))
    else:
        engine = create_engine(
            url,
            isolation_level="READ COMMITTED",
            connect_args=POSTGRESQL_CONNECT_ARGS,
            pool_size=pool_size,
            max_overflow=pool_size,
            pool_timeout=1,
            pool_recycle=1800,
        )
    event.listen(engine, "handle_error", _tell_transient_errors)
    return engine


def make_bare_engine(url: str) -> Engine:
    """Return an engine for migrations: no time limits, and nothing installed that leans on the tables."""
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        _keep_sqlite_honest(engine)
    return engine


def _keep_sqlite_honest(engine: Engine) -> None:
    """Begin when told to, at once as a writer, and honour foreign keys; its driver does none of these."""

    def connected(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in SQLITE_PRAGMAS:
            connection.execute(f"pragma {pragma}")

    def begun(connection: Connection) -> None:
        if connection.get_execution_options().get("isolation_level") != "AUTOCOMMIT":
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begun)


def _tell_transient_errors(context: Any) -> None:
    """Raise what passes by itself as Unavailable, and mark what is worth a retry, also when it fails in COMMIT.

    SQLSTATE class 40 is a transaction rolled back (deadlock, serialization failure). A unique violation means
    that another transaction of the same student came first: the retry will see what it did.
    """
    state = getattr(context.original_exception, "sqlstate", None) or ""
    if state == "23505":
        mark_error_retryable(context.sqlalchemy_exception)
    elif state == "55P03":
        raise LockTimeout
    elif state.startswith("40") or "database is locked" in str(context.original_exception):
        unavailable = Unavailable()
        mark_error_retryable(unavailable)
        raise unavailable
    elif context.is_disconnect or context.connection is None or state[:2] in TRANSIENT:
        raise Unavailable
