"""Mail that has not arrived, and messages nobody could handle."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import click

from enrollment.cli.installation import ini_argument, opened, settings_of, transaction
from enrollment.domain.deliveries import DeliveryState
from enrollment.domain.identifiers import MessageId
from enrollment.ports.deliveries import Listed
from enrollment.ports.inbox import Parked

if TYPE_CHECKING:
    from enrollment.application import Application

PARKED = "parked"
PAGE = 200
UNSETTLED = (DeliveryState.WAITING, DeliveryState.BOUNCED, DeliveryState.EXPIRED)


@click.group()
def mail() -> None:
    """Look after mail that has not arrived.

    \b
    Example:
      enrollment mail list production.ini
    """


@mail.command("list")
@ini_argument
@click.option("--state", type=click.Choice([*map(str, DeliveryState), PARKED]), help="Only those in this state.")
def list_(ini: Path, state: str | None) -> None:
    """List mails, latest first: those not accepted, unless a state is given; and then messages that are parked.

    A line has the id, the state, when it happened, about what, to whom, how often it was tried, and what was last
    said. A message is parked when its consumer failed on it so often that it is not tried any more.

    \b
    Examples:
      enrollment mail list production.ini
      enrollment mail list production.ini --state bounced
    """
    states = UNSETTLED if state is None else tuple(one for one in DeliveryState if one == state)
    count = 0
    with opened(settings_of(ini)) as system:
        application = system.outside_transaction()
        for listed in _mails(application, states):
            click.echo(_line_of_mail(listed))
            count += 1
        for parked in _parked(application) if state in (None, PARKED) else ():
            click.echo(_line_of_parked(parked))
            count += 1
    click.echo(f"Listed: {count}", err=True)


@mail.command()
@ini_argument
@click.argument("message_id", metavar="ID", type=click.UUID)
def resend(ini: Path, message_id: UUID) -> None:
    """Send a mail, or a parked message, again: at once, and from the beginning. A mail accepted is never sent again.

    \b
    Example:
      enrollment mail resend production.ini 2f1c5a3e-8d0b-4a55-9a0e-6a3c0f9b7d11
    """
    with opened(settings_of(ini)) as system, transaction(system) as application:
        done = application.resend_message(MessageId(message_id))
    if not done:
        raise click.ClickException("There is no such mail or parked message, or the mail was accepted already.")
    click.echo(f"{message_id} goes out again.")


def _mails(application: "Application", states: tuple[DeliveryState, ...]) -> Iterator[Listed]:
    after = None
    while states and (page := application.deliveries.listed(states, PAGE, after)):
        yield from page
        after = page[-1].delivery.id


def _parked(application: "Application") -> Iterator[Parked]:
    offset = 0
    while page := application.inbox.parked(PAGE, offset):
        yield from page
        offset += len(page)


def _line_of_mail(listed: Listed) -> str:
    delivery = listed.delivery
    due = f", next {delivery.due_at:%Y-%m-%dT%H:%MZ}" if delivery.due_at else ""
    tried = f"tried {delivery.attempts}{due}"
    about = f"{delivery.kind} {listed.course}".strip()
    words = (delivery.state, f"{delivery.at:%Y-%m-%dT%H:%MZ}", about, delivery.recipient, tried)
    return _line(str(delivery.id), *words, delivery.last_answer)


def _line_of_parked(parked: Parked) -> str:
    what = (PARKED, f"{parked.at:%Y-%m-%dT%H:%MZ}", parked.kind or "?", parked.consumer)
    return _line(str(parked.message_id), *what, f"tried {parked.attempts}", parked.last_error)


def _line(*words: str) -> str:
    """Return the words in a line that nothing in them can break or colour."""
    return "\t".join("".join(c if c.isprintable() else " " for c in word) for word in words)
