"""Child processes, kept alive until all of them are told to end."""

import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from multiprocessing import connection, get_context
from threading import Event
from time import monotonic
from typing import Any

from enrollment.cli.stopping import GRACE, stop_on_signals, stop_without_parent

log = logging.getLogger(__name__)

STEADY = 10.0  # seconds after which a child counts as running well
LOOK_UP_EVERY = 0.2  # seconds
LONGEST_PAUSE = 5.0  # seconds before a child that keeps dying is started again

Program = Callable[[Event], None]


@dataclass(slots=True)
class Child:
    """One program, and the process it runs in at the moment. Times are seconds of a monotonic clock."""

    name: str
    program: Program
    process: Any = None
    started_at: float = 0.0
    start_at: float = 0.0
    pause: float = field(default=0.1)

    def start(self) -> None:
        """Run the program in a new process, forked so that it inherits the sockets and what is imported already."""
        self.process = get_context("fork").Process(
            target=_run, args=(self.name, self.program, os.getpid()), name=self.name, daemon=True
        )
        self.started_at = monotonic()
        self.process.start()

    def mourn(self) -> None:
        """Note that the process has ended by itself, and when to start the next."""
        lived = monotonic() - self.started_at
        self.pause = 0.1 if lived > STEADY else min(self.pause * 2, LONGEST_PAUSE)
        self.start_at = monotonic() + self.pause
        log.warning("%s ended (%s); it is started again in %.1f s", self.name, _ending(self.process), self.pause)
        self.process = None


def supervise(programs: Mapping[str, Program]) -> None:
    """Run every program in a process of its own until SIGTERM or SIGINT; return when all have ended.

    A program gets an event that is set when it is to return. One that returns or dies before is started again.
    """
    stop = stop_on_signals()
    children = [Child(name, program) for name, program in programs.items()]
    while not stop.is_set():
        for child in children:
            if child.process and not child.process.is_alive():
                child.mourn()
            elif child.process is None and monotonic() >= child.start_at:
                child.start()
        connection.wait([child.process.sentinel for child in children if child.process], LOOK_UP_EVERY)
    _end([child for child in children if child.process])


def _run(name: str, program: Program, parent: int) -> None:
    stop = stop_on_signals()
    stop_without_parent(stop, parent)
    try:
        program(stop)
    except Exception:
        log.exception("%s failed", name)
        raise SystemExit(1) from None


def _end(children: list[Child]) -> None:
    for child in children:
        child.process.terminate()
    deadline = monotonic() + GRACE
    for child in children:
        child.process.join(max(0.0, deadline - monotonic()))
        if child.process.is_alive():
            log.warning("%s did not end in %.0f s and is killed", child.name, GRACE)
            child.process.kill()
            child.process.join()


def _ending(process: Any) -> str:
    code = process.exitcode
    return f"signal {-code}" if code < 0 else f"exit {code}"
