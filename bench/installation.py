"""Installations of the product, as production.ini has them but for the address, the services and the secrets."""

import os
import secrets
import socket
import subprocess
import sys
from configparser import ConfigParser
from dataclasses import dataclass
from pathlib import Path

from bench.load import Address
from enrollment.adapters.jose.keys import load_or_create_key

ROOT = Path(__file__).parents[1]
HOST = "enroll.example.edu"
INI = """
[app:main]
use = egg:enrollment
enrollment.environment = {environment}
enrollment.database_url = {database_url}
enrollment.database_pool_size = 8
enrollment.broker_url = {broker_url}
enrollment.smtp_url = maildir:{name}-mail
enrollment.mail_from = Registrar <registrar@example.edu>
enrollment.public_url = https://{host}
enrollment.campus_timezone = America/Los_Angeles
enrollment.session_secret = {secret}
enrollment.jwt_private_key_file = jwt.pem
enrollment.data_dir = .

[server:main]
{server}
"""
# Set from outside, they would measure another installation.
ENVIRON = {name: value for name, value in os.environ.items() if not name.startswith("ENROLLMENT_")}


class CommandFailed(Exception):
    """One of the product's commands did not succeed; the message is what it said."""


@dataclass(frozen=True, slots=True)
class Installation:
    """An ini file, and what is done with it."""

    ini: Path
    address: Address

    def run(self, command: str, *arguments: str) -> str:
        """Run one of the product's commands and return what it printed. Raises CommandFailed."""
        finished = subprocess.run(
            [sys.executable, "-m", "enrollment", *command.split(), str(self.ini), *arguments],
            cwd=ROOT,
            env=ENVIRON,
            capture_output=True,
            text=True,
        )
        if finished.returncode:
            raise CommandFailed(f"enrollment {command}: {finished.stdout[:2000]}{finished.stderr[-2000:]}")
        return finished.stdout


def install(folder: Path, name: str, database_url: str, *, embedded: bool = False) -> Installation:
    """Write the ini of an installation on a free port; all in one folder believe each other's tokens.

    It is one of production, or with ``embedded`` one of development: no broker, letters become files.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    load_or_create_key(folder / "jwt.pem")
    production = ConfigParser(interpolation=None)
    production.read(ROOT / "production.ini")
    server = dict(production["server:main"]) | {"listen": f"127.0.0.1:{port}"}
    ini = folder / f"{name}.ini"
    ini.write_text(
        INI.format(
            name=name,
            environment="development" if embedded else "production",
            database_url=database_url.replace("%", "%%"),
            broker_url="memory://" if embedded else "amqp://127.0.0.1",  # which no web process ever opens
            host=HOST,
            secret=secrets.token_urlsafe(32),
            server="\n".join(f"{option} = {value}" for option, value in server.items()),
        )
    )
    return Installation(ini, ("127.0.0.1", port))
