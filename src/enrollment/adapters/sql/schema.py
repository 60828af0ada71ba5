"""The schema of the database, and how to bring one to it."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection


def migrations(connection: Connection) -> Config:
    """Return the migrations, pointed at the connection."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    config.attributes["connection"] = connection
    return config


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Bring the database to the revision, in the connection's transaction."""
    command.upgrade(migrations(connection), revision)


def downgrade(connection: Connection, revision: str) -> None:
    """Take the database back to the revision; ``base`` leaves nothing."""
    command.downgrade(migrations(connection), revision)


def current(connection: Connection) -> str | None:
    """Return the revision the database is at, or None for an empty one."""
    return MigrationContext.configure(connection).get_current_revision()


def newest() -> str | None:
    """Return the revision this version of the program expects."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    return ScriptDirectory.from_config(config).get_current_head()
