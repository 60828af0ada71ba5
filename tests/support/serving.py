"""The whole system as its operator runs it: ``enrollment serve``, in a process of its own."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from tests.support.broker import eventually

_ADDRESS = re.compile(r"serving on (http://\S+)")


class Serving:
    """A running system: its parent process, its address, and what it has logged so far."""

    def __init__(self, ini: Path, *options: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "enrollment", "serve", str(ini), *options],
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"NO_COLOR": "1"},
        )
        self.log: list[str] = []
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()
        assert eventually(lambda: self.url or self.process.poll() is not None, within=30)
        assert self.url, self.log

    @property
    def url(self) -> str:
        """The address, once it is listened at."""
        found = _ADDRESS.search("".join(self.log))
        return found[1] if found else ""

    def children(self) -> list[int]:
        """The ids of the processes under the parent, in the order they were started."""
        parent = self.process.pid
        return [int(pid) for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]

    def end(self) -> int:
        """Ask it to end as a service manager does, and return its exit code."""
        self.process.terminate()
        code = self.process.wait(timeout=15)
        self._reader.join(5)
        return code

    def _read(self) -> None:
        assert self.process.stderr
        with self.process.stderr:
            for line in self.process.stderr:
                self.log.append(line)


@contextmanager
def serving(ini: Path, *options: str) -> Iterator[Serving]:
    """The system, running; ended when this does."""
    running = Serving(ini, *options)
    try:
        yield running
    finally:
        if running.process.poll() is None:
            running.end()
