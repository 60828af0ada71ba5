"""A crowd of clients before a real server: processes, sockets, all at once."""

import asyncio
import json
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import httpx

ROOT = Path(__file__).parents[2]
INI = """
[app:main]
use = egg:enrollment
enrollment.database_url = {database_url}
enrollment.public_url = http://127.0.0.1:{port}

[server:main]
use = egg:waitress#main
listen = 127.0.0.1:{port}
threads = 8
send_bytes = 65536
connection_limit = 1000
asyncore_use_poll = true
"""


def write_ini(folder: Path, database_url: str) -> Path:
    """An installation of its own in the folder, on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    ini = folder / "crowd.ini"
    ini.write_text(INI.format(database_url=database_url, port=port))
    return ini


def address_of(ini: Path) -> str:
    """Where the installation serves."""
    return next(
        line.split(" = ")[1] for line in ini.read_text().splitlines() if line.startswith("enrollment.public_url")
    )


@dataclass(frozen=True, slots=True)
class Client:
    """One student's program."""

    student_id: str
    access_token: str


def tokens(ini: Path, students: int) -> Sequence[Client]:
    """Students of the installation, with access tokens."""
    lines = run(ini, "tokens", "--students", str(students)).stdout.splitlines()
    return [Client(line["student_id"], line["access_token"]) for line in map(json.loads, lines)]


def run(ini: Path, command: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run one of the commands on the installation."""
    return subprocess.run(
        [sys.executable, "-m", "enrollment", *command.split(), str(ini), *arguments],
        capture_output=True,
        text=True,
        timeout=120,
    )


class Serving:
    """The installation served by two web processes, for as long as the block lasts.

    ``module`` is what is run: the product, or for a negative control the product with something broken.
    """

    def __init__(self, ini: Path, module: str = "enrollment", web: int = 2) -> None:
        self._ini, self._command = ini, [sys.executable, "-m", module, "serve", str(ini), "--web", str(web)]

    def __enter__(self) -> "Serving":
        self._log = self._ini.with_suffix(".log").open("w")
        self._process = subprocess.Popen(self._command, cwd=ROOT, stdout=self._log, stderr=self._log)
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            try:
                if httpx.get(f"{address_of(self._ini)}/health/ready").status_code == 200:
                    return self
            except httpx.TransportError:
                time.sleep(0.1)
        self.__exit__()
        raise AssertionError(f"the server did not start: {self._ini.with_suffix('.log').read_text()}")

    def __exit__(self, *exception: object) -> None:
        self._process.terminate()
        try:
            self._process.wait(20)
        finally:
            self._process.kill()
            self._log.close()


def press(ini: Path, presses: Sequence[tuple[Client, str, str]]) -> list[httpx.Response]:
    """Press "enroll" for each (client, course id, idempotency key), all at once, and return the answers in order."""
    # In a thread of its own: the one of the tests may be in an event loop already, the browser's.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, _press(address_of(ini), presses)).result()


async def _press(address: str, presses: Sequence[tuple[Client, str, str]]) -> list[httpx.Response]:
    limits = httpx.Limits(max_connections=len(presses))
    async with httpx.AsyncClient(base_url=address, limits=limits, timeout=60) as http:

        async def one(client: Client, course_id: str, key: str) -> httpx.Response:
            headers = {"Authorization": f"Bearer {client.access_token}", "Idempotency-Key": f'"{key}"'}
            return await http.post(f"/api/v1/courses/{course_id}/enrollments", headers=headers)

        return list(await asyncio.gather(*(one(*press) for press in presses)))


def all_want(course_id: str, clients: Sequence[Client]) -> list[tuple[Client, str, str]]:
    """Each client presses once."""
    return [(client, course_id, str(uuid4())) for client in clients]
