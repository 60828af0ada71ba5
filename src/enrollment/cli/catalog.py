"""The catalog from a file."""

import os
import re
import stat
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

import click

from enrollment.adapters.catalog_csv import CsvCourseList
from enrollment.application import Application
from enrollment.application.import_catalog import ImportCatalog, RowsFaulty
from enrollment.cli.installation import ini_argument, opened, settings_of, transaction
from enrollment.cli.progress import progress_bar
from enrollment.domain.catalog import Term
from enrollment.ports.course_list import Fault

_DAY = click.DateTime(["%Y-%m-%d"])
_QUARTERS = ["WI"] * 3 + ["SP"] * 3 + ["SU"] * 2 + ["FA"] * 4  # by month


@click.group()
def catalog() -> None:
    """Look after the catalog.

    \b
    Example:
      enrollment catalog import development.ini sections.csv --term SP27
    """


@catalog.command("import")
@ini_argument
@click.argument("file", type=click.File("rb"))
@click.option("--term", "code", help="The term of the courses; may be left out where the catalog has at most one.")
@click.option("--starts", type=_DAY, help="The term's first day, where it is new or has changed.")
@click.option("--ends", type=_DAY, help="The term's last day.")
@click.option("--best-effort", is_flag=True, help="Load the rows without faults even if others have some.")
def import_file(
    ini: Path, file: BinaryIO, code: str | None, starts: datetime | None, ends: datetime | None, best_effort: bool
) -> None:
    """Load courses and sections from the CSV FILE.

    Every fault is printed with its line and column, and then nothing is loaded, unless with --best-effort. The
    same file twice changes nothing. Courses are recognised by term, code and section; those the file does not
    name stay as they are.

    \b
    Columns, in any order:
      course,section,section_id,total_seats,meetings
      and, where wanted, title,units,registration_opens,registration_closes,status,description
    Meetings are KIND,DAYS,HH:MM - HH:MM,ROOM, joined by |. 9999 seats or none given: no limit.

    \b
    Examples:
      enrollment catalog import development.ini sections.csv --term SP27 --starts 2027-03-29 --ends 2027-06-04
      enrollment catalog import production.ini late-changes.csv --term SP27 --best-effort
    """
    settings = settings_of(ini)
    days = _days(starts, ends)
    with (
        opened(settings) as system,
        progress_bar(_size(file), "Reading") as bar,
        transaction(system) as application,
    ):
        term = _term(application, code, days)
        rows = CsvCourseList(_Watched(file, bar.update), term.code, settings.campus_timezone).rows()
        import_catalog = ImportCatalog(catalog=application.catalog)
        try:
            imported = import_catalog(term, rows, best_effort=best_effort, report=_report)
        except RowsFaulty as error:
            raise click.ClickException(f"{error}; nothing was loaded") from error
    loaded = imported.loaded
    left_out = f", {imported.left_out} left out" if imported.left_out else ""
    click.echo(f"{loaded.added} added, {loaded.changed} changed, {loaded.unchanged} unchanged{left_out} ({term.code})")


def _report(fault: Fault) -> None:
    click.echo(str(fault), err=True)


def _days(starts: datetime | None, ends: datetime | None) -> tuple[date, date] | None:
    if starts is None and ends is None:
        return None
    if starts is None or ends is None:
        raise click.UsageError("--starts and --ends go together.")
    if ends < starts:
        raise click.UsageError("The term ends before it starts.")
    return starts.date(), ends.date()


def _term(application: Application, code: str | None, days: tuple[date, date] | None) -> Term:
    """Return the term meant, with what is known of it."""
    if code is None:
        known = [term.code for term in application.catalog.filters().terms] or [_present_term(application.clock.now())]
        if len(known) > 1:
            raise click.UsageError(f"Say which --term; the catalog has {', '.join(known)}.")
        code = known[0]
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,19}", code):
        raise click.UsageError("A term is up to 20 letters and digits, such as SP27.")
    found = application.catalog.term(code)
    name = found.name if found else code
    if days is None:
        return Term(code=code, name=name)
    return Term(code=code, name=name, starts_on=days[0], ends_on=days[1])


def _present_term(now: datetime) -> str:
    """Return the quarter the instant lies in, as registrars abbreviate it.

    >>> _present_term(datetime(2026, 11, 22))
    'FA26'
    """
    return f"{_QUARTERS[now.month - 1]}{now:%y}"


def _size(file: BinaryIO) -> int:
    """The length of the file in bytes; 0 where it has none, as a pipe."""
    status = os.fstat(file.fileno())
    return status.st_size if stat.S_ISREG(status.st_mode) else 0


class _Watched:
    """A file that tells how much of it has been read."""

    def __init__(self, file: BinaryIO, tell: Callable[[int], None]) -> None:
        self._file = file
        self._tell = tell

    def readline(self, limit: int, /) -> bytes:
        """Read on, and tell how many bytes it was."""
        line = self._file.readline(limit)
        self._tell(len(line))
        return line
