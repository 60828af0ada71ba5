"""Every invariant, recomputed from what is on record."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO
from zoneinfo import ZoneInfo

import click

from enrollment.adapters.sql.snapshot import snapshot
from enrollment.adapters.system_clock import SystemClock
from enrollment.application.audit_records import AuditRecords
from enrollment.application.composition import compose, ports_of
from enrollment.cli.databases import database
from enrollment.cli.installation import ini_argument, settings_of
from enrollment.domain.audits.calls import Call
from enrollment.domain.plain import from_plain
from enrollment.ports.clock import Clock


@click.command()
@ini_argument
@click.option("--history", type=click.File(), help="What clients were told: a file of calls, a JSON object a line.")
def audit(ini: Path, history: TextIO | None) -> None:
    """Check the whole database against what must always hold.

    Reads it as of one instant; it may be in use meanwhile. Prints one line a violation, beginning with the invariant's
    name, and exits with 1 if there is any.

    \b
    Examples:
      enrollment audit production.ini
      enrollment audit production.ini --history calls.jsonl
    """
    from enrollment.wiring import on_sql  # not above: it takes most of a second, for which --help should not wait

    settings, count = settings_of(ini), 0
    calls = _calls(history) if history else []
    with database(settings) as engine, snapshot(engine) as statements:
        parts = {**ports_of(on_sql(statements)), Clock: SystemClock(), ZoneInfo: settings.campus_timezone}
        for violation in compose(AuditRecords, parts)(calls):
            click.echo(violation)
            count += 1
    click.echo(f"Violations: {count}", err=True)
    if count:
        raise SystemExit(1)


def _calls(lines: TextIO) -> Sequence[Call]:
    calls = []
    for number, line in enumerate(lines, 1):
        try:
            calls.append(from_plain(Call, json.loads(line)))
        except (ValueError, TypeError, AttributeError) as error:
            raise click.UsageError(f"{lines.name}, line {number}: this is no call: {error}") from error
    return calls
