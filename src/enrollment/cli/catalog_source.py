"""The catalog file a command is given, opened and watched."""

import os
import stat
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO

import click

from enrollment.adapters.catalog_files import (
    FORMATS,
    CatalogFile,
    Title,
    Unreadable,
    opened_catalog,
    titles,
    unpacked,
)

format_option = click.option(
    "--format", "form", type=click.Choice(FORMATS), help="What the file is, where it is not to be recognised."
)


def size_of(file: BinaryIO) -> int:
    """Return the length of the file in bytes; 0 where it has none, as a pipe."""
    status = os.fstat(file.fileno())
    return status.st_size if stat.S_ISREG(status.st_mode) else 0


class Watched:
    """A file that tells how much of it has been read."""

    def __init__(self, file: BinaryIO, tell: Callable[[int], None]) -> None:
        self._file = file
        self._tell = tell

    def read(self, size: int, /) -> bytes:
        """Read on, and tell how many bytes it was."""
        piece = self._file.read(size)
        self._tell(len(piece))
        return piece


def catalog_file(file: BinaryIO, tell: Callable[[int], None] = lambda read: None) -> CatalogFile:
    """Return the file, opened. Raises ClickException, saying why, where it cannot be."""
    try:
        return opened_catalog(Watched(file, tell), Path(file.name).name)
    except Unreadable as error:
        raise click.ClickException(f"{error}; nothing was loaded") from error


def titles_in(file: BinaryIO | None) -> Mapping[str, Title]:
    """Return the titles in UCSD's list of courses; those it cannot use are reported. None given: no titles."""
    if file is None:
        return {}
    name = Path(file.name).name
    try:
        return titles(unpacked(file, name), lambda fault: click.echo(f"{name}: {fault}", err=True))
    except Unreadable as error:
        raise click.ClickException(f"{name}: {error}; nothing was loaded") from error
