"""The academic rules, from a file."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from enrollment.adapters.rules_yaml import YamlRuleFile
from enrollment.application.check_rules import Checked
from enrollment.application.publish_rules import RulesFaulty
from enrollment.application.simulate_rules import Effect
from enrollment.cli.editions import history, show
from enrollment.cli.installation import ini_argument, opened, settings_of, transaction
from enrollment.cli.rules_draft import draft
from enrollment.domain.rule_book import Change
from enrollment.ports.rule_sets import PublishedMeanwhile

if TYPE_CHECKING:
    from enrollment.wiring import System

file_argument = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))


@click.group()
def rules() -> None:
    """Look after the academic rules.

    \b
    Example:
      enrollment rules check production.ini rules.yaml
    """


rules.add_command(draft)


@rules.command()
@ini_argument
@file_argument
def check(ini: Path, file: Path) -> None:
    """Check the rules in the YAML FILE, and say what publishing them would change. Changes nothing.

    Every fault is printed with its line and column; the command then exits with 1.

    \b
    Example:
      enrollment rules check production.ini rules.yaml
    """
    with opened(settings_of(ini)) as system:
        checked = _sound(system, file)
    _tell(checked)
    click.echo(f"{len(checked.sets)} would change, {checked.unchanged} unchanged (edition {checked.book.edition})")


@rules.command()
@ini_argument
@file_argument
def simulate(ini: Path, file: Path) -> None:
    """List the students the rules in the YAML FILE would matter to. Changes nothing.

    Whoever sits in a course that the file changes, or was refused there, is judged by the rules as they are and as
    they would be. A line has the course, the student, what it comes to (would pass; would fail; sits there, and would
    fail), and the rules it is about. Seats and windows are left out of it.

    \b
    Example:
      enrollment rules simulate production.ini rules.yaml
    """
    counts: Counter[str] = Counter()
    with opened(settings_of(ini)) as system:
        checked = _sound(system, file)
        for one in system.outside_transaction().simulate_rules(checked):
            counts[one.effect.value] += 1
            course = f"{one.course.term} {one.course.name}"
            click.echo("\t".join((course, one.student.email, one.effect.value, ", ".join(one.codes))))
    click.echo(", ".join(f"{counts[effect.value]} {effect.value}" for effect in Effect), err=True)


@rules.command()
@ini_argument
@file_argument
@click.option("--by", envvar="USER", default="unknown", show_default="you", help="Who publishes them, for the history.")
def publish(ini: Path, file: Path, by: str) -> None:
    """Publish the rules in the YAML FILE, unless it has a fault.

    What the file says of the institution, a term, a course or a section replaces all that was said of it. What it
    does not name stays as it is. The same file twice changes nothing. Nobody is dropped from a course.

    \b
    Example:
      enrollment rules publish production.ini rules.yaml
    """
    with opened(settings_of(ini)) as system:
        checked = _sound(system, file)
        try:
            with transaction(system) as application:
                edition = application.publish_rules(checked, by=by)
        except PublishedMeanwhile as error:
            raise click.ClickException(f"{error}; nothing was published") from error
    _tell(checked)
    click.echo(f"{len(checked.sets)} changed, {checked.unchanged} unchanged (edition {edition})")


rules.add_command(show)
rules.add_command(history)


def _sound(system: "System", file: Path) -> Checked:
    """Check the file; print its faults and stop, if it has any."""
    rule_file = YamlRuleFile(file.read_bytes(), system.settings.campus_timezone)
    checked = system.outside_transaction().check_rules(rule_file)
    for fault in checked.faults:
        click.echo(f"{file}:{fault.line}:{fault.column}: {fault.problem}", err=True)
    if checked.faults:
        raise click.ClickException(f"{RulesFaulty(len(checked.faults))}; nothing was published")
    return checked


def _tell(checked: Checked) -> None:
    for change in checked.changes:
        click.echo(f"{change.scope}: {_in_words(change)}")


def _in_words(change: Change) -> str:
    parts = (("adds", change.added), ("changes", change.changed), ("takes back", change.taken_back))
    return "; ".join(f"{verb} {', '.join(names)}" for verb, names in parts if names) or "is named"
