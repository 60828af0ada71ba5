"""Which services the tests found, and what becomes of a test whose service is missing."""

import os
import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest

DATABASE_URL = os.environ.get("TEST_DATABASE_URL", "postgresql+psycopg://postgres@127.0.0.1:5432/test")
BROKER_URL = os.environ.get("TEST_BROKER_URL", "amqp://guest:guest@127.0.0.1:5672//")
CHROMIUM = Path(os.environ.get("TEST_CHROMIUM", "/usr/bin/chromium"))


def require(service: str, found: bool) -> None:
    """Go on when the service was found; else skip the test by name, or fail it under REQUIRE_SERVICES=1."""
    if found:
        return
    message = f"{service} is not reachable"
    if os.environ.get("REQUIRE_SERVICES") == "1":
        pytest.fail(message)
    pytest.skip(message)


def answers(url: str, port: int) -> bool:
    """Whether something listens at the address."""
    address = urlsplit(url)
    try:
        with socket.create_connection((address.hostname or "127.0.0.1", address.port or port), timeout=2):
            return True
    except OSError:
        return False
