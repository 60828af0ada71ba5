"""Every invariant, recomputed from what is on record."""

from pathlib import Path

import click

from enrollment.adapters.sql.audit import SqlAudit
from enrollment.adapters.sql.engine import Autocommit
from enrollment.adapters.system_clock import SystemClock
from enrollment.cli.databases import database
from enrollment.cli.installation import ini_argument, settings_of


@click.command()
@ini_argument
def audit(ini: Path) -> None:
    """Check the whole database against what must always hold.

    Prints one line a violation, beginning with the invariant's name, and exits with 1 if there is any.

    \b
    Example:
      enrollment audit production.ini
    """
    count = 0
    with database(settings_of(ini)) as engine:
        for violation in SqlAudit(Autocommit(engine)).violations(SystemClock().now()):
            click.echo(violation)
            count += 1
    click.echo(f"Violations: {count}", err=True)
    if count:
        raise SystemExit(1)
