"""Databases of the benchmark's own, made on the server of TEST_DATABASE_URL and dropped at the end."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

from sqlalchemy import Engine, create_engine, make_url, text

SERVER = os.environ.get("TEST_DATABASE_URL", "postgresql+psycopg://postgres@127.0.0.1:5432/test")


class Databases:
    """Databases, each named for what it is for."""

    def __init__(self, server: Engine) -> None:
        self._server = server
        self._run = uuid4().hex[:8]
        self._names: list[str] = []

    def create(self, purpose: str, *, like: str | None = None) -> str:
        """Return the URL of a new database: empty, or a copy of the one at the URL, which nobody may be using."""
        name = f"enrollment_bench_{self._run}_{purpose}"
        template = f" TEMPLATE {make_url(like).database}" if like else ""
        self._execute(f"CREATE DATABASE {name}{template}")
        self._names.append(name)
        return make_url(SERVER).set(database=name).render_as_string(hide_password=False)

    def drop(self) -> None:
        """Drop all of them, whoever still uses them."""
        for name in self._names:
            self._execute(f"DROP DATABASE {name} WITH (FORCE)")

    def _execute(self, statement: str) -> None:
        with self._server.connect() as connection:
            connection.execute(text(statement))


@contextmanager
def databases() -> Iterator[Databases]:
    """Make databases for as long as the block lasts."""
    server = create_engine(SERVER, isolation_level="AUTOCOMMIT")
    made = Databases(server)
    try:
        yield made
    finally:
        made.drop()
        server.dispose()


@contextmanager
def statements(url: str) -> Iterator[Any]:
    """Open the database to run SQL, each statement as a transaction of its own."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            yield lambda statement, **given: connection.execute(text(statement), given)
    finally:
        engine.dispose()


def settle(url: str) -> None:
    """Have what was just filled in written and counted, so that it is not done while something is measured."""
    with statements(url) as run:
        run("VACUUM ANALYZE")
        if run("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").scalar_one():
            run("CHECKPOINT")
