"""Statements that all see what was on record as the first of them ran, and whose results are streamed."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, Executable, Result

from enrollment.adapters.sql.prepared import Prepared, Row

AT_ONCE = 1000  # rows
_BEGIN = {"postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", "sqlite": "BEGIN"}


class Snapshot:
    """Runs statements in one transaction that reads only."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def execute(self, statement: Executable, params: Any = None, /) -> Result[Any]:
        """Run the statement and return its result, which is fetched as it is read."""
        return self._connection.execute(statement, params, execution_options={"yield_per": AT_ONCE})

    def first(self, statement: Prepared, values: Mapping[str, Any], /) -> Row | None:
        """Run the statement and return its first row."""
        return statement.first(self._connection, values)

    def all(self, statement: Prepared, values: Mapping[str, Any], /) -> Sequence[Row]:
        """Run the statement and return every row."""
        return statement.all(self._connection, values)


@contextmanager
def snapshot(engine: Engine) -> Iterator[Snapshot]:
    """Open a snapshot. Whoever writes meanwhile is neither kept from it nor seen."""
    with engine.connect() as connection:
        # The driver's own BEGIN, since that of the engine for SQLite begins to write.
        connection = connection.execution_options(isolation_level="AUTOCOMMIT")
        connection.exec_driver_sql(_BEGIN[engine.dialect.name])
        try:
            yield Snapshot(connection)
        finally:
            connection.exec_driver_sql("ROLLBACK")
