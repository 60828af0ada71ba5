"""Servers under measurement, in processes of their own."""

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from os import sysconf
from pathlib import Path
from socket import create_connection

from bench.installation import ENVIRON, ROOT, Installation
from bench.load import Address

START = 30.0  # seconds
TICKS = sysconf("SC_CLK_TCK")


class Server:
    """A running server: where it listens, and what its web processes use."""

    def __init__(self, address: Address, process: "subprocess.Popen[bytes]", web: int) -> None:
        self.address = address
        self._process, self._web = process, web

    def cpu_seconds(self) -> float:
        """Return the processor time the web processes have used up to now."""
        return sum(sum(map(int, self._stat(process)[11:13])) for process in self._processes()) / TICKS

    def rss_mb(self) -> float:
        """Return the resident memory of the largest web process, in MB."""
        return self._largest_mb("VmRSS")

    def peak_mb(self) -> float:
        """Return the most of it that any of them has ever had."""
        return self._largest_mb("VmHWM")

    def _largest_mb(self, name: str) -> float:
        statuses = (Path(f"/proc/{process}/status").read_text() for process in self._processes())
        return max(int(status.partition(f"{name}:")[2].split()[0]) for status in statuses) / 1024

    def _processes(self) -> Sequence[int]:
        """The web processes are the first children that were started."""
        parent = self._process.pid
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
        return sorted(map(int, children))[: self._web]

    def _stat(self, process: int) -> Sequence[str]:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()


@contextmanager
def serving(kind: str, installation: Installation, *, web: int = 2, log: Path | None = None) -> Iterator[Server]:
    """Serve for as long as the block lasts: ``product`` or ``bare``, or with everything else ``served``."""
    module = ["enrollment", "serve"] if kind == "served" else ["bench.web_alone", kind]
    command = [sys.executable, "-m", *module, str(installation.ini), "--web", str(web)]
    log = log or installation.ini.with_name(f"{installation.ini.stem}-{kind}-{web}.log")
    with log.open("w") as told:
        process = subprocess.Popen(command, cwd=ROOT, env=ENVIRON, stdout=told, stderr=told)
        try:
            _wait(installation.address, process, log)
            yield Server(installation.address, process, web)
        finally:
            process.terminate()
            process.wait(30)


def _wait(address: Address, process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + START
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with create_connection(address, timeout=START) as probe:
                probe.sendall(b"GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                if probe.recv(12):
                    time.sleep(0.5)  # for the other processes
                    return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the server did not start: {log.read_text()[-2000:]}")
