"""The catalog from a file."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import click

from enrollment.application import Application
from enrollment.application.import_catalog import ImportCatalog, Imported, ListUnreadable, RowsFaulty
from enrollment.cli.catalog_source import catalog_file, format_option, size_of, titles_in
from enrollment.cli.installation import ini_argument, opened, settings_of, transaction
from enrollment.cli.progress import progress_bar
from enrollment.cli.terms import days_between, term_meant
from enrollment.domain.catalog import Term
from enrollment.ports.course_list import Fault, Row

_DAY = click.DateTime(["%Y-%m-%d"])


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
@format_option
@click.option(
    "--term", "code", help="The term; may be left out where the file says it, or the catalog has at most one."
)
@click.option("--starts", type=_DAY, help="The term's first day, where it is new or has changed.")
@click.option("--ends", type=_DAY, help="The term's last day.")
@click.option("--courses", "listed", type=click.File("rb"), help="UCSD's list of courses, for titles and units.")
@click.option("--best-effort", is_flag=True, help="Load the rows without faults even if others have some.")
def import_file(
    ini: Path,
    file: BinaryIO,
    form: str | None,
    code: str | None,
    starts: datetime | None,
    ends: datetime | None,
    listed: BinaryIO | None,
    best_effort: bool,
) -> None:
    """Load courses and sections from the FILE, which may be compressed with gzip.

    Every fault is printed with its line and column, and then nothing is loaded, unless with --best-effort. The
    same file twice changes nothing. Courses are recognised by term, code and section; those the file does not
    name stay as they are. A file that cannot be read to its end is never loaded.

    \b
    Formats; the file's beginning and name say which it is:
      csv    our own, with these columns in any order:
             course,section,section_id,total_seats,meetings
             and, where wanted, title,units,registration_opens,registration_closes,status,description
             Meetings are KIND,DAYS,HH:MM - HH:MM,ROOM, joined by |. 9999 seats or none given: no limit.
      ucsd   UCSD's historical enrollment data: sections_SP22.csv; titles come with --courses
      hkust  HKUST's class quota pages, as JSON
      rpi    RPI's catalog, as YACS keeps it: CSV, one row for each meeting of a section

    \b
    Examples:
      enrollment catalog import development.ini sections.csv --term SP27 --starts 2027-03-29 --ends 2027-06-04
      enrollment catalog import production.ini late-changes.csv --term SP27 --best-effort
      enrollment catalog import development.ini sections_SP22.csv.gz --courses courses.csv.gz
    """
    settings = settings_of(ini)
    days = days_between(starts, ends)
    with (
        opened(settings) as system,
        progress_bar(size_of(file), "Reading") as bar,
        transaction(system) as application,
    ):
        source = catalog_file(file, bar.update)
        found = source.recognised
        form = form or found.format
        if listed and form != "ucsd":
            raise click.UsageError("--courses is for the format ucsd.")
        term = term_meant(application, code or found.term or None, found.term_name, days)
        rows = source.courses(form, term.code, settings.campus_timezone, titles_in(listed)).rows()
        imported = _load(application, term, rows, best_effort=best_effort)
    loaded = imported.loaded
    left_out = f", {imported.left_out} left out" if imported.left_out else ""
    click.echo(f"{loaded.added} added, {loaded.changed} changed, {loaded.unchanged} unchanged{left_out} ({term.code})")


def _load(application: Application, term: Term, rows: Iterable[Row], *, best_effort: bool) -> Imported:
    """Load the rows. Raises ClickException, which undoes what was loaded."""
    try:
        return ImportCatalog(catalog=application.catalog)(term, rows, best_effort=best_effort, report=_report)
    except (RowsFaulty, ListUnreadable) as error:
        raise click.ClickException(f"{error}; nothing was loaded") from error


def _report(fault: Fault) -> None:
    click.echo(str(fault), err=True)
