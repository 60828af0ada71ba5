"""A PostgreSQL cluster of the test's own, which may be restarted without anybody else's noticing."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import NullPool, create_engine, text

from tests.chaos.programs import a_port

BINARIES = [
    *Path("/usr/lib/postgresql").glob("*/bin"),
    *(Path(found).parent for found in [shutil.which("initdb")] if found),
]
AT_WORK = "FROM pg_stat_activity WHERE datname = 'enrollment' AND pid <> pg_backend_pid() ORDER BY random() LIMIT 1"
TERMINATE_ONE = text(f"SELECT count(pg_terminate_backend(pid)) FROM (SELECT pid {AT_WORK}) AS victim")
ANY_ONE = text(f"SELECT pid {AT_WORK}")


class OwnPostgreSQL:
    """A cluster, running, with an empty database ``enrollment``; gone once it has ended. It does fsync."""

    def __init__(self) -> None:
        if not BINARIES:
            pytest.skip("initdb is not installed")
        self._folder = Path(tempfile.mkdtemp(prefix="enrollment-chaos-"))
        self._data, port = self._folder / "data", a_port()
        self.url = f"postgresql+psycopg://postgres@127.0.0.1:{port}/enrollment"
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            shutil.chown(self._folder, "postgres")
        self._run("initdb", "--username=postgres", "--auth=trust", "--no-instructions", f"--pgdata={self._data}")
        with (self._data / "postgresql.conf").open("a") as configuration:
            configuration.write(f"port = {port}\nlisten_addresses = '127.0.0.1'\nmax_connections = 60\n")
            configuration.write(f"unix_socket_directories = '{self._folder}'\n")
        self._control("start")
        self._run("createdb", "--host=127.0.0.1", f"--port={port}", "--username=postgres", "enrollment")
        self._admin = create_engine(self.url, isolation_level="AUTOCOMMIT", poolclass=NullPool)

    def restart(self, mode: str) -> None:
        """Restart it: ``fast`` disconnects everybody first, ``immediate`` is a crash, and is recovered from."""
        self._control("restart", f"--mode={mode}")

    def terminate_one(self) -> int:
        """Terminate one of the processes at work on the database, and return how many that was: one, or none."""
        with self._admin.connect() as connection:
            return int(connection.execute(TERMINATE_ONE).scalar_one())

    def freeze(self, seconds: float) -> None:
        """Stop one of those processes in whatever it does, and let it go on after a while."""
        with self._admin.connect() as connection:
            pid = connection.execute(ANY_ONE).scalar()
        if pid is not None:
            os.kill(pid, signal.SIGSTOP)
            time.sleep(seconds)
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)

    def end(self) -> None:
        """End it, and remove what it left."""
        self._control("stop", "--mode=immediate")
        shutil.rmtree(self._folder)

    def _control(self, act: str, *options: str) -> None:
        self._run("pg_ctl", act, *options, "--wait", f"--pgdata={self._data}", f"--log={self._folder}/log")

    def _run(self, program: str, *arguments: str) -> None:
        command: Sequence[str] = [str(BINARIES[0] / program), *arguments]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        # Not through pipes: the server would inherit them, and keep whoever reads them waiting.
        with tempfile.TemporaryFile("w+") as said:
            done = subprocess.run(command, cwd="/", stdout=said, stderr=said, timeout=120, check=False)
            said.seek(0)
            assert done.returncode == 0, said.read()
