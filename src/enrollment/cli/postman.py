"""The postmen: mail on its way out, in threads of the worker, or of the relay where there is no worker."""

import logging
from collections.abc import Iterable, Sequence
from threading import Event, Thread
from time import monotonic

from sqlalchemy.exc import SQLAlchemyError

from enrollment.application import Mailroom
from enrollment.cli.stopping import FAREWELL
from enrollment.domain.errors import Unavailable

log = logging.getLogger(__name__)

POSTMEN = 2  # so that one mail server's long silence over a letter does not keep back all others
IDLE = 0.5  # seconds until somebody looks again whether a mail is due
AWAY = 5.0  # seconds, when the database cannot be reached


def start_postmen(stop: Event, mailroom: Mailroom) -> Sequence[Thread]:
    """Start the postmen, at work until ``stop`` is set."""
    names = [f"postman-{number}" for number in range(1, POSTMEN + 1)]
    return start([Thread(target=_deliver, args=[stop, mailroom], name=name, daemon=True) for name in names])


def start(threads: Sequence[Thread]) -> Sequence[Thread]:
    """Start the threads, and return them."""
    for thread in threads:
        thread.start()
    return threads


def check(threads: Iterable[Thread]) -> None:
    """Raise RuntimeError when one of the threads has ended before it was told to: better to begin anew than to limp."""
    for thread in threads:
        if not thread.is_alive():
            raise RuntimeError(f"{thread.name} has ended")


def await_end(threads: Iterable[Thread]) -> None:
    """Wait until the threads, told to end, have done so, for FAREWELL at most. What is left undone comes again."""
    until = monotonic() + FAREWELL
    for thread in threads:
        thread.join(max(0.0, until - monotonic()))
        if thread.is_alive():
            log.warning("%s is left at work", thread.name)


def _deliver(stop: Event, mailroom: Mailroom) -> None:
    while not stop.is_set():
        try:
            pause = 0 if mailroom.deliver_mail() else IDLE
        except (Unavailable, SQLAlchemyError) as error:
            log.warning("the mails cannot be reached: %s", type(error).__name__)
            pause = AWAY
        stop.wait(pause)
