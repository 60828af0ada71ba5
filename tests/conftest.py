"""Databases for every kind of test: fresh, migrated and empty."""

from shutil import copyfile
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, delete, make_url, text
from sqlalchemy.orm import Session

from enrollment.adapters.sql import schema
from enrollment.adapters.sql.engine import make_bare_engine, make_engine
from enrollment.adapters.sql.tables import metadata
from tests.support.services import DATABASE_URL, answers, require


@pytest.fixture(scope="session")
def sqlite_file(tmp_path_factory):
    """An SQLite database at the newest schema, to be copied: to migrate one takes ten times as long."""
    path = tmp_path_factory.mktemp("migrated") / "enrollment.sqlite"
    migrated(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_url(sqlite_file, tmp_path):
    """An SQLite database at the newest schema."""
    return f"sqlite:///{copyfile(sqlite_file, tmp_path / 'enrollment.sqlite')}"


@pytest.fixture(scope="session")
def postgresql_database():
    """A PostgreSQL database of this run's own, at the newest schema; gone when the run ends."""
    require("PostgreSQL", answers(DATABASE_URL, 5432))
    server = create_engine(DATABASE_URL, isolation_level="AUTOCOMMIT")
    name = f"enrollment_test_{uuid4().hex[:12]}"
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield migrated(make_url(DATABASE_URL).set(database=name).render_as_string(hide_password=False))
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


@pytest.fixture
def postgresql_url(postgresql_database):
    """The same, emptied for this test."""
    return emptied(postgresql_database)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database_url(request):
    """Each kind of database in turn."""
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture
def sqlite_engine(sqlite_url):
    """The application's engine over SQLite."""
    yield from _engine(sqlite_url)


@pytest.fixture
def postgresql_engine(postgresql_url):
    """The application's engine over PostgreSQL."""
    yield from _engine(postgresql_url)


@pytest.fixture
def engine(database_url):
    """The application's engine over each kind of database in turn."""
    yield from _engine(database_url)


@pytest.fixture
def session(engine):
    """A session whose work is undone when the test ends."""
    with Session(engine) as session:
        yield session


def migrated(url):
    """Return the URL, the database at the newest schema."""
    engine = make_bare_engine(url)
    with engine.begin() as connection:
        schema.upgrade(connection)
    engine.dispose()
    return url


def emptied(url):
    """Return the URL of the PostgreSQL database, with nothing in it. There is little, so that TRUNCATE takes longer.

    What a test has left at work is waited for.
    """
    engine = make_bare_engine(url)
    with engine.begin() as connection:
        connection.execute(text(f"LOCK TABLE {', '.join(table.name for table in metadata.sorted_tables)}"))
        for table in reversed(metadata.sorted_tables):
            connection.execute(delete(table))
    engine.dispose()
    return url


def _engine(url):
    engine = make_engine(url, pool_size=30)
    yield engine
    engine.dispose()
