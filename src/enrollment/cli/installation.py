"""The installation a command is about: its settings, and the system over them."""

import configparser
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
import plaster
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from enrollment.domain.errors import DomainError
from enrollment.ports.clock import Clock
from enrollment.settings import BadSettings, Settings, read

if TYPE_CHECKING:
    from enrollment.application import Application
    from enrollment.wiring import System

Command = TypeVar("Command", bound=Callable[..., Any])


class Misconfigured(click.ClickException):
    """Settings one cannot work with; one fault a line."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        """Print the faults as they are."""
        click.echo(self.message, file=file, err=file is None)


def ini_argument(command: Command) -> Command:
    """Give the command its argument INI."""
    return click.argument("ini", type=click.Path(exists=True, dir_okay=False, path_type=Path))(command)


def section(ini: Path, name: str) -> Mapping[str, str]:
    """Return a section of the file. Raises Misconfigured when it is missing, or the file is none."""
    try:
        found: Mapping[str, str] = plaster.get_settings(str(ini), name)
    except (configparser.Error, UnicodeDecodeError) as error:
        raise Misconfigured(f"{ini}: {error}") from error
    if "use" not in found:
        raise Misconfigured(f"{ini} has no section [{name}] with a line use = …")
    return found


def settings_of(ini: Path) -> Settings:
    """Return the settings. Raises Misconfigured, naming every fault."""
    try:
        return read(section(ini, "app:main"), os.environ, ini.resolve().parent)
    except BadSettings as faults:
        raise Misconfigured(str(faults)) from faults


@contextmanager
def opened(settings: Settings) -> Iterator["System"]:
    """Open the system, and close it again; what goes wrong with its database meanwhile is said in a line."""
    with explained():
        system = system_over(settings)
        try:
            yield system
        finally:
            system.engine.dispose()


def system_over(settings: Settings, clock: Clock | None = None) -> "System":
    """Return the system. Raises Misconfigured when the settings name a key or a driver that is not there."""
    # Not above: it takes most of a second, for which neither --help nor a second demo load should wait.
    from enrollment.wiring import System

    try:
        return System(settings, clock=clock)
    except ModuleNotFoundError as error:
        hint = "pip install 'enrollment[postgres]'"
        raise Misconfigured(f"enrollment.database_url needs {error.name}, which is not installed: {hint}") from error
    except (OSError, ValueError) as error:
        raise Misconfigured(f"enrollment.jwt_private_key_file or enrollment.data_dir: {error}") from error


@contextmanager
def transaction(system: "System") -> Iterator["Application"]:
    """Open the application in a transaction: kept when the block ends, undone when it raises."""
    with system.transactions:
        yield system.in_transaction()


@contextmanager
def explained() -> Iterator[None]:
    """Say in a line what a database or a rule has against the command."""
    try:
        yield
    except DomainError as error:
        raise click.ClickException(str(error)) from error
    except DBAPIError as error:  # its own text would show the values of the statement
        reason = str(error.orig).strip().partition("\n")[0]
        hint = " (is the schema there? enrollment db upgrade makes it)" if _wants_schema(reason) else ""
        raise click.ClickException(f"the database says: {reason}{hint}") from error
    except SQLAlchemyError as error:
        raise click.ClickException(f"the database cannot be used: {type(error).__name__}") from error


def _wants_schema(reason: str) -> bool:
    return "no such table" in reason or "does not exist" in reason
