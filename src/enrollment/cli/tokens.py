"""Students by the thousand, and a token for each."""

import json
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import click

from enrollment.cli.installation import ini_argument, opened, settings_of, transaction
from enrollment.cli.progress import progress_bar
from enrollment.domain.identifiers import UserId
from enrollment.domain.users import Role, User
from enrollment.ports.accounts import Account

CHUNK = 1000


@click.command()
@ini_argument
@click.option("--students", required=True, type=click.IntRange(1, 999_999), help="How many students.")
@click.option(
    "--ttl-hours",
    default=12.0,
    show_default=True,
    type=click.FloatRange(0, 24, min_open=True),
    help="How long the tokens are good for.",
)
def tokens(ini: Path, students: int, ttl_hours: float) -> None:
    """Print access tokens of students made for load tests and trials, one JSON object a line.

    The students are load-000001@example.edu and so on; those that are missing are added, without a password.

    \b
    Example:
      enrollment tokens development.ini --students 1000 > tokens.jsonl
    """
    with opened(settings_of(ini)) as system, progress_bar(students, "Tokens") as bar:
        now, lifetime = system.clock.now(), timedelta(hours=ttl_hours)
        for accounts in _chunks(students):
            with transaction(system) as application:
                known = application.accounts.add_missing(accounts)
            for user in known:
                token = system.identity.issue(user, now, lifetime)
                line = {"student_id": str(user.id), "email": user.email, "access_token": token}
                click.echo(json.dumps(line))
            bar.update(len(known))


def _chunks(students: int) -> Iterator[Sequence[Account]]:
    for first in range(1, students + 1, CHUNK):
        yield [_account(number) for number in range(first, min(first + CHUNK, students + 1))]


def _account(number: int) -> Account:
    user = User(
        id=UserId(uuid4()),
        email=f"load-{number:06}@example.edu",
        name=f"Load Student {number:06}",
        roles=frozenset({Role.STUDENT}),
    )
    return Account(user=user)
