"""Programs of the product, each in a process of its own, that can be killed and started again."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.support.crowd import ROOT

PORTS = iter(range(6610, 6650))


class Program:
    """A program, running; what it says goes to a file beside its ini."""

    def __init__(self, name: str, command: Sequence[str], log: Path, ready: Callable[[], bool] = lambda: True) -> None:
        self._name, self._command, self._log, self._ready = name, command, log, ready
        self.start()

    def start(self) -> None:
        """Start it, and wait until it is ready."""
        with self._log.open("a") as log:
            self._process = subprocess.Popen(
                self._command, cwd=ROOT, stdout=log, stderr=log, env=os.environ | {"NO_COLOR": "1"}
            )
        await_that(self._ready, f"{self._name} to be ready; see {self._log}")

    def kill(self) -> None:
        """Kill it, as the kernel does when memory runs out."""
        self._process.kill()
        self._process.wait()

    def end(self) -> None:
        """Ask it to end, and see to it."""
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(40)
        except subprocess.TimeoutExpired:
            self.kill()


@contextmanager
def running(program: Program) -> Iterator[Program]:
    """The program, ended when the block does."""
    try:
        yield program
    finally:
        program.end()


def python(*arguments: object) -> list[str]:
    """Return the command that runs a module of Python."""
    return [sys.executable, "-m", *map(str, arguments)]


def await_that(condition: Callable[[], bool], what: str, within: float = 60) -> None:
    """Return once the condition holds. Raises AssertionError after that many seconds."""
    deadline = time.monotonic() + within
    while not condition():
        assert time.monotonic() < deadline, f"waited {within:.0f} s for {what}"
        time.sleep(0.1)


def a_port() -> int:
    """Return a port nobody listens at."""
    for port in PORTS:
        if not listens(port):
            return port
    raise AssertionError("no port is free")


def listens(port: int) -> bool:
    """Whether somebody listens at the port."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False
