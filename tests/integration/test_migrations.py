"""Migrations: up, down and up again, and what they make is what the tables say."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Column, Integer, inspect

from enrollment.adapters.sql import schema
from enrollment.adapters.sql.engine import make_bare_engine
from enrollment.adapters.sql.tables import metadata


@pytest.fixture
def connection(database_url):
    """A connection to a database at the newest schema; whatever is done to it is undone."""
    engine = make_bare_engine(database_url)
    with engine.connect() as connection, connection.begin() as transaction:
        yield connection
        transaction.rollback()
    engine.dispose()


def differences(connection, tables=metadata):
    """What a migration would still have to change for the database to be as the tables say."""
    options = {"compare_type": True, "compare_server_default": _differs}
    return compare_metadata(MigrationContext.configure(connection, opts=options), tables)


def _differs(_context, _found, _meant, found_default, _meant_default, meant_default):
    """Whether the defaults differ, as Alembic sees it; except that it takes an empty text on SQLite for another."""
    return False if (found_default or "").strip("()'") == meant_default == "" else None


def test_up_leads_to_what_the_tables_say(connection):
    assert schema.current(connection) == schema.newest()
    assert differences(connection) == []


def test_down_leaves_nothing_and_up_again_leads_back(connection):
    schema.downgrade(connection, "base")
    assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
    assert schema.current(connection) is None

    schema.upgrade(connection)

    assert differences(connection) == []


def test_a_column_no_migration_makes_is_noticed(connection):
    changed = type(metadata)(naming_convention=metadata.naming_convention)
    for table in metadata.sorted_tables:
        table.to_metadata(changed)
    changed.tables["terms"].append_column(Column("credits", Integer))

    assert [(kind, column.name) for kind, _, table, column in differences(connection, changed)] == [
        ("add_column", "credits")
    ]
