"""The academic rules on record, edition by edition."""

from pathlib import Path

import click

from enrollment.adapters.rules_yaml import written_sets
from enrollment.cli.installation import ini_argument, opened, settings_of
from enrollment.domain.rule_book import RuleBook, Said, Scope, ScopeKind


@click.command()
@ini_argument
@click.option("--course", metavar="CODE", help="Only what is said of this catalog course and its sections.")
@click.option("--edition", type=click.IntRange(min=1), help="As the rules were in that edition.")
def show(ini: Path, course: str | None, edition: int | None) -> None:
    """Print the rules as a file, which may be edited and published again.

    \b
    Examples:
      enrollment rules show production.ini > rules.yaml
      enrollment rules show production.ini --course "MATH 20B" --edition 3
    """
    settings = settings_of(ini)
    with opened(settings) as system:
        book = system.outside_transaction().rule_sets.book(edition)
    if edition is not None and book.edition < edition:
        raise click.ClickException(f"There is no edition {edition}; the latest is {book.edition}.")
    click.echo(f"# edition {book.edition}")
    click.echo(written_sets(_of_course(book, course), settings.campus_timezone), nl=False)


@click.command()
@ini_argument
def history(ini: Path) -> None:
    """List the editions, the latest first: when, by whom, and what they changed.

    \b
    Example:
      enrollment rules history production.ini
    """
    settings = settings_of(ini)
    with opened(settings) as system:
        for one in system.outside_transaction().rule_sets.history():
            at = one.at.astimezone(settings.campus_timezone)
            scopes = ", ".join(map(str, one.scopes))
            click.echo("\t".join((str(one.edition), f"{at:%Y-%m-%dT%H:%M%z}", one.by, scopes)))


def _of_course(book: RuleBook, code: str | None) -> dict[Scope, Said]:
    return {scope: one.said for scope, one in book.sets.items() if code is None or _is_about(scope, code)}


def _is_about(scope: Scope, code: str) -> bool:
    if scope.kind is ScopeKind.SECTION:
        return scope.key.partition(" ")[2].startswith(f"{code} ")
    return scope == Scope(ScopeKind.COURSE, code)
