"""The relay: what waits in the outbox, sent on."""

import logging
from collections.abc import Callable
from pathlib import Path
from threading import Event

import click
from sqlalchemy.exc import SQLAlchemyError

from enrollment.application.relay_outbox import Relayed
from enrollment.cli.housekeeping import Housekeeping
from enrollment.cli.installation import ini_argument, settings_of, system_over
from enrollment.cli.logs import start_logging
from enrollment.cli.postman import await_end, check, start_postmen
from enrollment.cli.scheduler import start_scheduler
from enrollment.cli.stopping import stop_on_signals
from enrollment.domain.errors import Unavailable
from enrollment.settings import Settings

log = logging.getLogger(__name__)

IDLE = 0.2  # seconds until the outbox is looked at again when nothing waits
LONGEST_PAUSE = 5.0  # seconds between two tries while nothing gets through
BATCH = 20  # few, since each may take its time-out, and then one would not end when told to
BREATH = 0.05  # seconds between two batches that are handled here, each in a transaction of its own: others write too


@click.command()
@ini_argument
def relay(ini: Path) -> None:
    """Send on what waits in the outbox, until told to end (SIGTERM, Ctrl-C).

    With a broker, to the broker; with broker_url = memory://, straight to the consumers. Any number of relays
    may run at once.

    \b
    Example:
      enrollment relay production.ini
    """
    settings = settings_of(ini)
    start_logging("relay", is_production=settings.is_production)
    run_relay(stop_on_signals(), settings)


def run_relay(stop: Event, settings: Settings) -> None:
    """Relay until ``stop`` is set, whatever happens to the broker and the database meanwhile.

    Without a broker there is no worker, so the postmen and the scheduler are here. Raises RuntimeError when one of them
    ends before.
    """
    from enrollment.mailroom import is_embedded, open_mailroom  # as system_over does, and for its reason

    system = system_over(settings)
    with open_mailroom(system, stop.wait) as mailroom:
        threads = [*start_postmen(stop, mailroom), start_scheduler(stop, system)] if is_embedded(settings) else []
        breath = BREATH if is_embedded(settings) else 0
        housekeeping = Housekeeping(system)
        log.info("the relay is at work")
        pause = IDLE
        while not stop.is_set():
            check(threads)
            housekeeping.keep()
            pause = _relay(stop, mailroom.relay_outbox, pause)
            stop.wait(breath)
        await_end(threads)
    system.engine.dispose()


def _relay(stop: Event, relay_outbox: Callable[[int], Relayed], pause: float) -> float:
    """Relay once, rest if nothing got through, and return how long to rest the next time."""
    try:
        relayed = relay_outbox(BATCH if pause == IDLE else 1)
    except (Unavailable, SQLAlchemyError) as error:
        log.warning("the outbox cannot be reached: %s", type(error).__name__)
        relayed = Relayed(confirmed=0, failed=1)
    if relayed.confirmed:
        return IDLE
    stop.wait(pause)
    return min(pause * 2, LONGEST_PAUSE) if relayed.failed else IDLE
