"""What is over is forgotten, once an hour; seats kept until now are released, once a minute."""

import logging
from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from enrollment.cli.installation import transaction
from enrollment.domain.errors import Unavailable

if TYPE_CHECKING:
    from enrollment.wiring import System

log = logging.getLogger(__name__)

EVERY = 3600.0  # seconds
RELEASE_EVERY = 60.0  # seconds; who comes for such a seat meanwhile has it released


class Housekeeping:
    """Does what is due when it is time, beginning at once. Any number of processes may do so."""

    def __init__(self, system: "System") -> None:
        self._system = system
        self._chores: dict[Callable[[], None], float] = {self._forget: EVERY, self._release: RELEASE_EVERY}
        self._due_at = dict.fromkeys(self._chores, monotonic())

    def keep(self) -> None:
        """Do what it is time for. What keeps it from that is logged; it is tried again when it is time again."""
        for chore, every in self._chores.items():
            if monotonic() < self._due_at[chore]:
                continue
            self._due_at[chore] = monotonic() + every
            try:
                chore()
            except (Unavailable, SQLAlchemyError) as error:
                log.warning("housekeeping could not be done: %s", type(error).__name__)

    def _forget(self) -> None:
        with transaction(self._system) as application:
            forgotten = application.forget_expired()
        log.info("forgotten: %s", forgotten)

    def _release(self) -> None:
        """Release the seats of one course after the other, each in a transaction of its own."""
        is_more = True
        while is_more:
            with transaction(self._system) as application:
                is_more = application.release_pools()
