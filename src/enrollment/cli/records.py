"""Academic records from a file."""

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import click

from enrollment.adapters.catalog_files.student_records import CsvRecordList
from enrollment.application.import_catalog import ListUnreadable, RowsFaulty
from enrollment.application.import_records import ImportRecords
from enrollment.cli.catalog_source import size_of
from enrollment.cli.installation import ini_argument, opened, settings_of, transaction
from enrollment.cli.progress import progress_bar
from enrollment.domain.devices import Device
from enrollment.domain.records import Origin
from enrollment.ports.course_list import Fault

_ORIGIN = Origin(address="", door="cli", request_id="records import", device=Device.PROGRAM)


@click.group()
def records() -> None:
    """Look after students' academic records.

    \b
    Example:
      enrollment records import production.ini completed.csv
    """


@records.command("import")
@ini_argument
@click.argument("file", type=click.File("rb"))
@click.option("--best-effort", is_flag=True, help="Load the students without faults even if others have some.")
def import_file(ini: Path, file: BinaryIO, best_effort: bool) -> None:
    """Load what a student system says of its students from the CSV FILE.

    Its header says which of two lists it is:

    \b
      email,standing,programme,cohort               a row for each student
      email,code,grade,term,kind,in_progress        a row for each item completed or in progress

    The rows of one student stand together, and replace all that student had completed before. Holds are kept, and so
    are the records of students the file does not name. Every fault is printed with its line and column, and then
    nothing is loaded, unless with --best-effort. The same file twice changes nothing.

    \b
    Examples:
      enrollment records import production.ini students.csv
      enrollment records import production.ini completed.csv --best-effort
    """
    with (
        opened(settings_of(ini)) as system,
        progress_bar(size_of(file), "Reading") as bar,
        transaction(system) as application,
    ):
        import_records = ImportRecords(
            accounts=application.accounts,
            academic_records=application.academic_records,
            rule_sets=application.rule_sets,
            activity_log=application.activity_log,
            clock=application.clock,
        )
        rows = CsvRecordList(_Watched(file, bar.update)).rows()
        try:
            imported = import_records(rows, best_effort=best_effort, report=_report, origin=_ORIGIN)
        except (RowsFaulty, ListUnreadable) as error:
            raise click.ClickException(f"{error}; nothing was loaded") from error
    rows_left_out = "1 row" if imported.left_out == 1 else f"{imported.left_out} rows"
    left_out = f", {rows_left_out} left out" if imported.left_out else ""
    click.echo(f"{imported.changed} changed, {imported.unchanged} unchanged{left_out}")


class _Watched:
    """A file that tells how much of it has been read."""

    def __init__(self, file: BinaryIO, tell: Callable[[int], None]) -> None:
        self._file = file
        self._tell = tell

    def readline(self, limit: int, /) -> bytes:
        """Read a line, and tell how many bytes it was."""
        line = self._file.readline(limit)
        self._tell(len(line))
        return line


def _report(fault: Fault) -> None:
    click.echo(str(fault), err=True)
