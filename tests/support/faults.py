"""What a database may say against a statement, said on demand, and by PostgreSQL itself."""

import os
import socket
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Engine, event, text

TERMINATED = "terminated"
CUT = "cut"
COMMIT = "COMMIT"
RAISE = "DO $$ BEGIN RAISE EXCEPTION 'said on demand' USING ERRCODE = '{state}'; END $$"
# A trigger that waits for COMMIT, so that COMMIT is what fails.
AT_COMMIT = (
    "CREATE TEMP TABLE trap () ON COMMIT DROP",
    "CREATE FUNCTION pg_temp.spring() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION 'said on demand' USING ERRCODE = '{state}'; END $$",
    "CREATE CONSTRAINT TRIGGER spring AFTER INSERT ON trap DEFERRABLE INITIALLY DEFERRED"
    " FOR EACH ROW EXECUTE FUNCTION pg_temp.spring()",
    "INSERT INTO trap DEFAULT VALUES",
)


class Faults:
    """Listens to the transactions of an engine, and has one statement of each go wrong, as often as it was told to.

    ``statements`` are those of the latest transaction, COMMIT the last of them.
    """

    def __init__(self, engine: Engine, admin: Engine) -> None:
        self.statements: list[str] = []
        self._admin = admin
        self._index, self._fault, self._times = -1, "", 0
        event.listen(engine, "begin", self._begun)
        engine.dialect.do_execute = self._watched(engine.dialect.do_execute)  # type: ignore[method-assign]
        event.listen(engine, "commit", self._committing)

    def arm(self, index: int, fault: str, times: int) -> None:
        """Have the statement with that index go wrong, in that many transactions: by SQLSTATE, TERMINATED or CUT."""
        self._index, self._fault, self._times = index, fault, times

    def _begun(self, connection: Connection) -> None:
        if is_transaction(connection):
            self.statements = []

    def _watched(self, execute: Callable[..., None]) -> Callable[..., None]:
        def watched(cursor: Any, statement: str, parameters: Any, context: Any = None) -> None:
            if not cursor.connection.autocommit and self._is_due(statement):
                statement = self._break(cursor.connection) or RAISE.format(state=self._fault)
                parameters = type(parameters)()
            execute(cursor, statement, parameters, context)

        return watched

    def _committing(self, connection: Connection) -> None:
        if not self._is_due(COMMIT):
            return
        cursor = connection.connection.cursor()
        if not self._break(connection.connection.driver_connection):
            for statement in AT_COMMIT:
                cursor.execute(statement.format(state=self._fault))

    def _is_due(self, statement: str) -> bool:
        is_due = len(self.statements) == self._index and self._times > 0
        self.statements.append(statement)
        self._times -= is_due
        return is_due

    def _break(self, driver: Any) -> str | None:
        """Break the driver's connection, if that is the fault, and return a statement that will notice."""
        if self._fault == TERMINATED:
            with self._admin.connect() as admin:
                admin.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": driver.info.backend_pid})
        elif self._fault == CUT:
            with socket.socket(fileno=os.dup(driver.fileno())) as line:
                line.shutdown(socket.SHUT_RDWR)
        else:
            return None
        return "SELECT 1"


def is_transaction(connection: Connection) -> bool:
    """Whether statements wait for a COMMIT here."""
    return connection.get_execution_options().get("isolation_level") != "AUTOCOMMIT"
