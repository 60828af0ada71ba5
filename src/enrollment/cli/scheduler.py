"""The scheduler: what is due by the clock is done, in a thread of the worker, or of the relay where there is none."""

import logging
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from enrollment.application.waitlists.chores import BY_THE_CLOCK
from enrollment.cli.installation import transaction
from enrollment.domain.errors import CourseContended, Unavailable
from enrollment.ports.agenda import Due

if TYPE_CHECKING:
    from enrollment.wiring import System

log = logging.getLogger(__name__)

IDLE = 0.5  # seconds until somebody looks again whether anything is due
AWAY = 5.0  # seconds, when the database cannot be reached
SWEEP_EVERY = 60.0  # seconds


def start_scheduler(stop: Event, system: "System") -> Thread:
    """Start the scheduler, at work until ``stop`` is set. Any number may run at once: each thing is done once."""
    thread = Thread(target=Scheduler(system).run, args=[stop], name="scheduler", daemon=True)
    thread.start()
    return thread


class Scheduler:
    """Ends offers that are over, serves lines, closes waitlists and releases kept seats, each when it is time."""

    def __init__(self, system: "System") -> None:
        self._system = system
        self._sweep_at = monotonic()

    def run(self, stop: Event) -> None:
        """Do what is due until ``stop`` is set, whatever happens to the database meanwhile."""
        while not stop.is_set():
            pause = IDLE
            try:
                while not stop.is_set() and self.do_next():
                    pass
            except CourseContended:
                log.info("somebody else has in hand what is due")
            except (Unavailable, SQLAlchemyError) as error:
                log.warning("what is due cannot be reached: %s", type(error).__name__)
                pause = AWAY
            stop.wait(pause)

    def do_next(self) -> bool:
        """Do one thing that is due, in a transaction of its own, and return whether there was any.

        Raises CourseContended where somebody else has it in hand; it is due again at once.
        """
        outside, now = self._system.outside_transaction(), self._system.clock.now()
        self._sweep()
        if outside.waitlists.lapsed(now, limit=1) and self._lapse():
            return True
        return outside.agenda.due_since(now) is not None and self._do_chore()

    def _sweep(self) -> None:
        if monotonic() < self._sweep_at:
            return
        is_more = True
        while is_more:
            with transaction(self._system) as application:
                is_more = application.release_pools(origin=BY_THE_CLOCK)
        with transaction(self._system) as application:
            application.sweep_lines()
        self._sweep_at = monotonic() + SWEEP_EVERY

    def _lapse(self) -> bool:
        with transaction(self._system) as application:
            return application.lapse_offer(origin=BY_THE_CLOCK)

    def _do_chore(self) -> bool:
        with transaction(self._system) as application:
            due = application.agenda.take(self._system.clock.now())
        if due is None:
            return False
        try:
            with transaction(self._system) as application:
                application.do_chore(due)
        except CourseContended:
            self._put_back(due)
            raise
        return True

    def _put_back(self, due: Due) -> None:
        with transaction(self._system) as application:
            application.agenda.done(due)  # else it came once more when the lease is over
            application.agenda.put(due.course_id, due.chore, self._system.clock.now())
