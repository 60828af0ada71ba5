"""A RabbitMQ node of the test's own: its own name, ports, cookie and folder, so that nobody else's is touched."""

import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from tests.chaos.programs import a_port, await_that, listens

# The one that Debian puts in the PATH insists on a user of its own.
SERVERS = ("/usr/lib/rabbitmq/bin/rabbitmq-server", shutil.which("rabbitmq-server") or "")
CONFIGURATION = """
listeners.tcp.default = 127.0.0.1:{port}
vm_memory_high_watermark.absolute = 512MB
disk_free_limit.absolute = 50MB
"""


class OwnRabbitMQ:
    """A node, running. It keeps what it has on disk from one start to the next."""

    def __init__(self, folder: Path) -> None:
        server = next((server for server in SERVERS if Path(server).is_file()), None)
        if server is None:
            pytest.skip("rabbitmq-server is not installed")
        self._server, self._port, self._epmd = server, a_port(), a_port()
        self._folder = folder
        (folder / "rabbitmq.conf").write_text(CONFIGURATION.format(port=self._port))
        (folder / "plugins").write_text("[].")
        self.url = f"amqp://guest:guest@127.0.0.1:{self._port}//"
        distribution = a_port()
        self._environ = os.environ | {
            "HOME": str(folder),
            "ERL_EPMD_PORT": str(self._epmd),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODENAME": f"chaos{os.getpid()}@localhost",
            "RABBITMQ_DIST_PORT": str(distribution),
            "RABBITMQ_MNESIA_BASE": str(folder / "data"),
            "RABBITMQ_LOG_BASE": str(folder / "log"),
            "RABBITMQ_PID_FILE": str(folder / "pid"),
            "RABBITMQ_CONFIG_FILE": str(folder / "rabbitmq.conf"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "plugins"),
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "+S 1:1",
        }
        self.start()

    def start(self) -> None:
        """Start the node, and wait until it takes connections."""
        with (self._folder / "server.log").open("a") as log:
            self._process = subprocess.Popen(
                [self._server], env=self._environ, stdout=log, stderr=log, start_new_session=True
            )
        await_that(lambda: listens(self._port), f"RabbitMQ; see {self._folder}", within=120)

    def kill(self) -> None:
        """Kill the node, and all that it started."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        await_that(lambda: not listens(self._port), "the port to be free")

    def end(self) -> None:
        """Kill the node and its port mapper, for good."""
        self.kill()
        await_that(self._mapper_has_ended, "the port mapper to end")

    def _mapper_has_ended(self) -> bool:
        """Ask it to end, which it refuses as long as it knows of a node."""
        subprocess.run(["epmd", "-port", str(self._epmd), "-kill"], env=self._environ, capture_output=True, check=False)
        return not listens(self._epmd)
