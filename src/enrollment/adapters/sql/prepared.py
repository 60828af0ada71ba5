"""Statements that are compiled once and run on the driver's own cursor: for the few that every enrollment runs.

SQLAlchemy takes longer over such a statement than the driver: it makes a context, a result, and rows that know their
columns by name. Here a row is a tuple, in the order of the columns, and each connection keeps its cursor: a new one
would learn again how to read and write every type. The driver of PostgreSQL is given what the server takes, with its
parameters numbered; it would take a long statement with named ones apart each time.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ClauseElement, ColumnElement, Connection, Dialect
from sqlalchemy.sql.compiler import SQLCompiler

Row = tuple[Any, ...]
Process = Callable[[Any], Any]


class Prepared:
    """A statement that returns rows, and their columns. Values are read and written as everywhere else.

    ``sqlite`` is the statement there, where it has to be another.
    """

    def __init__(
        self,
        statement: ClauseElement,
        columns: Sequence[ColumnElement[Any]] = (),
        *,
        sqlite: ClauseElement | None = None,
    ) -> None:
        self._statement, self._sqlite, self._columns = statement, sqlite, columns
        self._compiled: dict[str, _Compiled] = {}

    def first(self, connection: Connection, values: Mapping[str, Any]) -> Row | None:
        """Run it and return the first row; None when there is none. Raises what ``Connection.execute`` raises."""
        return next(iter(self.all(connection, values)), None)

    def all(self, connection: Connection, values: Mapping[str, Any]) -> Sequence[Row]:
        """Run it and return every row. Raises what ``Connection.execute`` raises."""
        dialect = connection.dialect
        compiled = self._compiled.get(dialect.name) or self._compile(dialect)
        try:
            cursor = self._cursor(connection)
            dialect.do_execute(cursor, compiled.sql, compiled.bound(values))
            rows = cursor.fetchall()
        except dialect.loaded_dbapi.Error as error:
            # No public name lends what SQLAlchemy makes of an error, and tells its pool when the connection is lost.
            connection._handle_dbapi_exception(error, compiled.sql, None, None, None)
        return compiled.read(rows)

    def _cursor(self, connection: Connection) -> Any:
        """Return the connection's cursor for this statement; the pool forgets it when it replaces the connection."""
        kept = connection.info
        return kept.get(self) or kept.setdefault(self, _new_cursor(connection))

    def _compile(self, dialect: Dialect) -> "_Compiled":
        statement = self._sqlite if self._sqlite is not None and dialect.name == "sqlite" else self._statement
        compiled = self._compiled[dialect.name] = _compiled(statement, self._columns, dialect)
        return compiled


@dataclass(frozen=True, slots=True)
class _Compiled:
    """The statement as one kind of database has it, and what is to be done to its values; ``own`` are its constants."""

    sql: str
    is_positional: bool
    own: Mapping[str, Any]
    names: Sequence[str]
    binds: Sequence[tuple[str, Process | None]]
    results: Sequence[tuple[int, Process]]

    def bound(self, values: Mapping[str, Any]) -> Any:
        """Return the values as the driver takes them."""
        known = {**self.own, **values} if self.own else values
        bound = [process(known[name]) if process else known[name] for name, process in self.binds]
        return bound if self.is_positional else dict(zip(self.names, bound, strict=True))

    def read(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Return the rows with their values as the columns' types have them."""
        return [self._read(row) for row in rows] if self.results else rows

    def _read(self, row: Row) -> Row:
        values = list(row)
        for position, process in self.results:
            values[position] = process(values[position])
        return tuple(values)


def _new_cursor(connection: Connection) -> Any:
    if connection.dialect.name != "postgresql":
        return connection.connection.cursor()
    from psycopg import RawCursor  # the driver is there only where it is needed

    driver: Any = connection.connection.dbapi_connection
    return RawCursor(driver)


def _as_the_server_takes_it(dialect: Dialect) -> Dialect:
    """Return the dialect that numbers its parameters, where there is one."""
    kind: Any = type(dialect)
    return kind(paramstyle="numeric_dollar") if dialect.name == "postgresql" else dialect


def _compiled(statement: ClauseElement, columns: Sequence[ColumnElement[Any]], dialect: Dialect) -> _Compiled:
    compiled = statement.compile(dialect=_as_the_server_takes_it(dialect))
    assert isinstance(compiled, SQLCompiler)
    types = {name: parameter.type.dialect_impl(dialect) for parameter, name in compiled.bind_names.items()}
    given = [(name, types[name].bind_processor(dialect)) for name in compiled.positiontup or types]
    taken = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns]
    return _Compiled(
        sql=compiled.string,
        is_positional=compiled.positional,
        own={name: one.value for one, name in compiled.bind_names.items() if not one.required},
        names=[name for name, _ in given],
        binds=given,
        results=[(position, process) for position, process in enumerate(taken) if process],
    )
