"""The worker: what the broker brings, handled."""

import logging
from pathlib import Path
from threading import Event, Thread

import click

from enrollment.cli.installation import ini_argument, settings_of, system_over
from enrollment.cli.logs import start_logging
from enrollment.cli.postman import await_end, check, start, start_postmen
from enrollment.cli.scheduler import start_scheduler
from enrollment.cli.stopping import stop_on_signals
from enrollment.settings import Settings

log = logging.getLogger(__name__)

LOOK_UP_EVERY = 0.5  # seconds


@click.command()
@ini_argument
def worker(ini: Path) -> None:
    """Send mail, do what is due by the clock, and count events as the broker brings them, until told to end.

    That is by SIGTERM or Ctrl-C. By the clock offers expire, waitlists move and kept seats are released.

    Any number of workers may run at once. With broker_url = memory:// there is nothing to do here.

    \b
    Example:
      enrollment worker production.ini
    """
    settings = settings_of(ini)
    if settings.broker_url.startswith("memory:"):
        raise click.UsageError("With broker_url = memory:// there is no broker: enrollment relay does the work.")
    start_logging("worker", is_production=settings.is_production)
    run_worker(stop_on_signals(), settings)


def run_worker(stop: Event, settings: Settings) -> None:
    """Consume and deliver until ``stop`` is set. Raises RuntimeError when a thread ends before."""
    from enrollment.mailroom import open_mailroom, takers  # as system_over does, and for its reason

    system = system_over(settings)
    with open_mailroom(system, stop.wait) as mailroom:
        consumers = [
            Thread(target=taker.run, args=[stop], name=name, daemon=True)
            for name, taker in takers(settings, mailroom).items()
        ]
        threads = [*start(consumers), *start_postmen(stop, mailroom), start_scheduler(stop, system)]
        log.info("the worker is at work")
        while not stop.wait(LOOK_UP_EVERY):
            check(threads)
        await_end(threads)
    system.engine.dispose()
