"""Accounts."""

import sys
from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

import click

from enrollment.adapters.mail.addresses import AddressRefused, address
from enrollment.cli.installation import ini_argument, opened, settings_of, transaction
from enrollment.domain.identifiers import UserId
from enrollment.domain.users import Role, User, normalize_email
from enrollment.ports.accounts import Account

SHORTEST_PASSWORD = 8  # characters; OWASP ASVS 5.0, 6.2.1


@click.group()
def users() -> None:
    """Look after accounts.

    \b
    Example:
      enrollment users add development.ini --email ada@example.edu --role student
    """


@users.command()
@ini_argument
@click.option("--email", required=True, help="The address the account signs in with, and is written to.")
@click.option("--role", "roles", multiple=True, required=True, type=click.Choice([role.value for role in Role]))
@click.option("--name", help="What the person is called; the address, unless given.")
@click.option("--password-stdin", is_flag=True, help="Read the password from the first line of standard input.")
def add(ini: Path, email: str, roles: Sequence[str], name: str | None, password_stdin: bool) -> None:
    """Add an account.

    On a terminal the password is asked for. Elsewhere, without --password-stdin, the account has none, and
    nobody can sign in with it until it gets one.

    \b
    Examples:
      enrollment users add development.ini --email ada@example.edu --role student
      enrollment users add production.ini --email gm@example.edu --name "Grace Murray" --role staff \\
        --password-stdin < password.txt
    """
    settings = settings_of(ini)
    user = User(
        id=UserId(uuid4()),
        email=normalize_email(email),
        name=(name or email).strip(),
        roles=frozenset(map(Role, roles)),
    )
    try:
        address(user.email, user.name)
    except AddressRefused as error:
        raise click.BadParameter(str(error), param_hint="--email") from error
    password = _password(from_stdin=password_stdin)
    with opened(settings) as system:
        password_hash = system.passwords.hash(password) if password else None
        with transaction(system) as application:
            application.accounts.add(Account(user=user, password_hash=password_hash))
    click.echo(f"Added {user.email} ({', '.join(sorted(roles))}), id {user.id}.")


def _password(*, from_stdin: bool) -> str | None:
    if from_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    elif sys.stdin.isatty():
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    else:
        return None
    if len(password) < SHORTEST_PASSWORD:
        raise click.UsageError(f"The password must have at least {SHORTEST_PASSWORD} characters.")
    if len(password.encode()) > 1024:
        raise click.UsageError("The password must have at most 1024 bytes.")
    return password
