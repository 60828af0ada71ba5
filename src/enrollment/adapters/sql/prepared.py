"""Statements that are compiled once and run on the driver's own cursor: for the few that every enrollment runs.

SQLAlchemy takes longer over such a statement than the driver: it makes a context, a result, and rows that know their
columns by name. Here a row is a tuple, in the order of the columns, and each connection keeps its cursor: a new one
would learn again how to read and write every type.
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
        dialect = connection.dialect
        compiled = self._compiled.get(dialect.name) or self._compile(dialect)
        try:
            cursor = self._cursor(connection)
            dialect.do_execute(cursor, compiled.sql, compiled.bound(values))
            rows = cursor.fetchall()
        except dialect.loaded_dbapi.Error as error:
            # No public name lends what SQLAlchemy makes of an error, and tells its pool when the connection is lost.
            connection._handle_dbapi_exception(error, compiled.sql, None, None, None)
        return compiled.read(rows[0]) if rows else None

    def _cursor(self, connection: Connection) -> Any:
        """Return the connection's cursor for this statement; the pool forgets it when it replaces the connection."""
        kept = connection.info
        return kept.get(self) or kept.setdefault(self, connection.connection.cursor())

    def _compile(self, dialect: Dialect) -> "_Compiled":
        statement = self._sqlite if self._sqlite is not None and dialect.name == "sqlite" else self._statement
        compiled = self._compiled[dialect.name] = _compiled(statement, self._columns, dialect)
        return compiled


@dataclass(frozen=True, slots=True)
class _Compiled:
    """The statement as one kind of database has it, and what is to be done to its values."""

    sql: str
    is_positional: bool
    binds: Sequence[tuple[str, Process | None]]
    results: Sequence[tuple[int, Process]]

    def bound(self, values: Mapping[str, Any]) -> Any:
        """Return the values as the driver takes them."""
        bound = [(name, process(values[name]) if process else values[name]) for name, process in self.binds]
        return tuple(value for _, value in bound) if self.is_positional else dict(bound)

    def read(self, row: Row) -> Row:
        """Return the row's values as the columns' types have them."""
        if not self.results:
            return row
        values = list(row)
        for position, process in self.results:
            values[position] = process(values[position])
        return tuple(values)


def _compiled(statement: ClauseElement, columns: Sequence[ColumnElement[Any]], dialect: Dialect) -> _Compiled:
    compiled = statement.compile(dialect=dialect)
    assert isinstance(compiled, SQLCompiler)
    types = {name: parameter.type.dialect_impl(dialect) for parameter, name in compiled.bind_names.items()}
    given = [(name, types[name].bind_processor(dialect)) for name in compiled.positiontup or types]
    taken = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns]
    return _Compiled(
        sql=compiled.string,
        is_positional=compiled.positional,
        binds=given,
        results=[(position, process) for position, process in enumerate(taken) if process],
    )
