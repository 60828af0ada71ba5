"""What is over is forgotten, once an hour."""

import logging
from time import monotonic
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from enrollment.cli.installation import transaction
from enrollment.domain.errors import Unavailable

if TYPE_CHECKING:
    from enrollment.wiring import System

log = logging.getLogger(__name__)

EVERY = 3600.0  # seconds


class Housekeeping:
    """Forgets when it is time, beginning at once. Any number of processes may do so."""

    def __init__(self, system: "System") -> None:
        self._system = system
        self._due_at = monotonic()

    def keep(self) -> None:
        """Forget, if it is time. What keeps it from that is logged; it is tried again when it is time again."""
        if monotonic() < self._due_at:
            return
        self._due_at = monotonic() + EVERY
        try:
            with transaction(self._system) as application:
                forgotten = application.forget_expired()
        except (Unavailable, SQLAlchemyError) as error:
            log.warning("housekeeping could not be done: %s", type(error).__name__)
        else:
            log.info("forgotten: %s", forgotten)
