"""What SQLite needs to be honest, and what its writers need to get along."""

import logging
import sqlite3
from typing import Any

from sqlalchemy import Connection, Engine, event

from enrollment.adapters.sql.one_writer import PATIENCE, Line, QueuingConnection
from enrollment.adapters.sql.sqlite_claims import install_claims
from enrollment.domain.errors import Unavailable

log = logging.getLogger(__name__)

PRAGMAS = (
    "journal_mode=wal",
    f"busy_timeout={PATIENCE * 1000:.0f}",
    "foreign_keys=on",
    "synchronous=full",
    "temp_store=memory",  # where a trigger could be undone from; else in a file that is made for each enrollment
)


def keep_honest(engine: Engine) -> None:
    """Begin when told to and not before, at once as the writer, and honour foreign keys; its driver does neither."""
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)


def keep_in_line(engine: Engine) -> None:
    """Likewise, for an engine of QueuingConnections with the claims installed: each waits for its turn to write."""
    line = Line()

    def connected(connection: QueuingConnection, _record: Any) -> None:
        _set_up(connection, _record)
        install_claims(connection)
        connection.line = line

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", _begin_in_turn)


def _set_up(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(f"pragma {pragma}")


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get("isolation_level") != "AUTOCOMMIT":
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_in_turn(connection: Connection) -> None:
    if connection.get_execution_options().get("isolation_level") == "AUTOCOMMIT":
        return
    driver = connection.connection.driver_connection
    assert isinstance(driver, QueuingConnection)
    try:
        has_begun = driver.begin()
    except sqlite3.OperationalError:
        _begin(connection)  # it fails once more, and is told apart there
        return
    if not has_begun:
        log.warning("somebody else has been writing to the database for %.0f s", PATIENCE)
        raise Unavailable
