"""enrollment rules draft."""

from pathlib import Path
from zoneinfo import ZoneInfo

import click

from enrollment.adapters.catalog_files import Unreadable, hkust_rules, rpi_rules
from enrollment.adapters.prerequisites_uci import entries
from enrollment.adapters.rules_yaml import written_sets
from enrollment.cli.catalog_source import catalog_file
from enrollment.cli.drafting import Draft
from enrollment.ports.course_list import Fault

_NO_TIMES = ZoneInfo("UTC")  # a draft says none


@click.command("draft")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--format", "form", type=click.Choice(["hkust", "rpi", "uci"]), required=True, help="What the file is.")
@click.option("--term", help="The term of the sections in it, where the file does not say.")
def draft(file: Path, form: str, term: str | None) -> None:
    """Print what another university's FILE says of rules as a rule book file, for a registrar to go over.

    What is surely understood becomes a rule, and the rest of its text prose for a person to judge. What cannot be
    prose, as an exclusion, is a comment at the top. What the rules name and the file does not offer, such as a test
    or a course of another term, is listed as not_in_catalog. How many there are of each is told at the end.

    \b
    Examples:
      enrollment rules draft catalog.json.gz --format hkust > rules.yaml
      enrollment rules draft prerequisite_data.json.gz --format uci > rules.yaml
    """
    drafted = Draft()
    try:
        if form == "uci":
            _draft_tree(file, drafted)
        else:
            _draft_texts(file, form, term, drafted)
    except (Unreadable, ValueError) as error:
        raise click.ClickException(f"{error}; nothing was drafted") from error
    for line in drafted.left:
        click.echo(f"# To be written by hand: {line}")
    click.echo(written_sets(drafted.whole(), _NO_TIMES), nl=False)
    for line in drafted.told():
        click.echo(line, err=True)


def _draft_texts(file: Path, form: str, term: str | None, drafted: Draft) -> None:
    with file.open("rb") as opened:
        source = catalog_file(opened)
        known = term or source.recognised.term
        if form == "hkust" and not known:
            raise click.UsageError("The file does not say its term: say which --term.")
        for stated in (hkust_rules if form == "hkust" else rpi_rules)(source.stream):
            if isinstance(stated, Fault):
                _report(drafted, str(stated))
            else:
                drafted.put(stated, known)


def _draft_tree(file: Path, drafted: Draft) -> None:
    for entry in entries(file):
        if entry.fault:
            _report(drafted, f"{entry.key}: {entry.fault}")
        else:
            drafted.put_requirements(entry.code, entry.requirement)


def _report(drafted: Draft, fault: str) -> None:
    click.echo(fault, err=True)
    drafted.counts["not read"] += 1
