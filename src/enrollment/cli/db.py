"""The schema of the database: brought up to date, taken back, looked at."""

from pathlib import Path

import click
from alembic.util import CommandError

from enrollment.adapters.sql import schema
from enrollment.cli.databases import database
from enrollment.cli.installation import ini_argument, settings_of


@click.group()
def db() -> None:
    """Migrate the database.

    \b
    Examples:
      enrollment db upgrade development.ini
      enrollment db current production.ini
      enrollment db downgrade development.ini base
    """


@db.command()
@ini_argument
def upgrade(ini: Path) -> None:
    """Bring the database to the newest schema; what it holds is kept.

    \b
    Example:
      enrollment db upgrade production.ini
    """
    with database(settings_of(ini)) as engine, engine.begin() as connection:
        before = schema.current(connection)
        schema.upgrade(connection)
        after = schema.current(connection)
    click.echo(f"At {after} already." if before == after else f"Now at {after}, before at {before or 'nothing'}.")


@db.command()
@ini_argument
@click.argument("rev")
def downgrade(ini: Path, rev: str) -> None:
    """Take the database back to the revision REV; base leaves no table, and nothing that was in one.

    \b
    Example:
      enrollment db downgrade development.ini 0001
    """
    try:
        with database(settings_of(ini)) as engine, engine.begin() as connection:
            schema.downgrade(connection, rev)
            after = schema.current(connection)
    except CommandError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Now at {after or 'nothing'}.")


@db.command()
@ini_argument
def current(ini: Path) -> None:
    """Print the revision the database is at, and exit with 1 when a newer one is known.

    \b
    Example:
      enrollment db current production.ini
    """
    with database(settings_of(ini)) as engine, engine.connect() as connection:
        found = schema.current(connection)
    click.echo(found or "nothing")
    if found != schema.newest():
        raise click.ClickException(f"the newest is {schema.newest()}")
