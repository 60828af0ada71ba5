"""Statements in the calling thread's transaction: one connection, one BEGIN, one COMMIT."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, Executable, Result
from transaction.interfaces import ITransaction

from enrollment.adapters.sql.prepared import Prepared, Row


class Joined:
    """Runs statements in the thread's transaction, on a connection taken and begun at the first of them.

    ``transactions`` is the manager of each thread's transaction; an explicit one raises NoTransaction where none
    has begun. One instance serves all threads.
    """

    def __init__(self, engine: Engine, transactions: Any) -> None:
        self._engine, self._transactions = engine, transactions

    def execute(self, statement: Executable, params: Any = None, /) -> Result[Any]:
        """Run the statement and return its result."""
        return self._connection().execute(statement, params)

    def first(self, statement: Prepared, values: Mapping[str, Any], /) -> Row | None:
        """Run the statement and return its first row."""
        return statement.first(self._connection(), values)

    def all(self, statement: Prepared, values: Mapping[str, Any], /) -> Sequence[Row]:
        """Run the statement and return every row."""
        return statement.all(self._connection(), values)

    def _connection(self) -> Connection:
        transaction = self._transactions.get()
        try:
            part: _Part = transaction.data(self)
        except KeyError:
            part = self._join(transaction)
        return part.connection

    def _join(self, transaction: ITransaction) -> "_Part":
        part = _Part(self._engine.connect(), self._transactions)
        try:
            part.connection.begin()
            transaction.join(part)
        except BaseException:
            part.connection.close()
            raise
        transaction.set_data(self, part)
        return part


class _Part:
    """The connection's part in the transaction: a data manager, as ``transaction`` calls it.

    It knows one phase only. So it is asked last, and does at the vote what cannot be taken back: a COMMIT that fails
    then still undoes everybody else's part.
    """

    def __init__(self, connection: Connection, transactions: Any) -> None:
        self.connection, self.transaction_manager = connection, transactions

    def sortKey(self) -> str:  # noqa: N802 - as the interface has it
        """Come after whoever knows two phases."""
        return "~"

    def tpc_begin(self, transaction: ITransaction) -> None:
        """Wait for the vote."""

    commit = tpc_finish = tpc_begin

    def tpc_vote(self, transaction: ITransaction) -> None:
        """Commit, and give the connection back, whatever came of it."""
        try:
            self.connection.commit()
        finally:
            self.connection.close()

    def abort(self, transaction: ITransaction) -> None:
        """Give the connection back; what was not committed is rolled back by that. Once more does nothing."""
        self.connection.close()

    tpc_abort = abort
