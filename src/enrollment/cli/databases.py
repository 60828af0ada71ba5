"""The database by itself, without the application over it: for migrations, and for work without time limits."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.exc import ArgumentError

from enrollment.adapters.sql.engine import make_bare_engine
from enrollment.cli.installation import Misconfigured, explained
from enrollment.settings import Settings


@contextmanager
def database(settings: Settings) -> Iterator[Engine]:
    """Open the database; what it says against the work is said in a line."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    with explained():
        try:
            engine = make_bare_engine(settings.database_url)
        except ModuleNotFoundError as error:
            hint = "pip install 'enrollment[postgres]'"
            raise Misconfigured(f"enrollment.database_url needs {error.name}, not installed: {hint}") from error
        except ArgumentError as error:
            raise Misconfigured("enrollment.database_url is no SQLAlchemy URL") from error
        try:
            yield engine
        finally:
            engine.dispose()
