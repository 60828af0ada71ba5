"""enrollment serve: everything under one parent, and what becomes of it when something dies or ends."""

import logging
import os
import signal
import socket
from time import monotonic, sleep

import httpx
import pytest
import structlog
from click.testing import CliRunner

from enrollment.cli import main
from tests.functional.cli.conftest import written
from tests.support.broker import eventually
from tests.support.serving import serving


@pytest.fixture
def ini(tmp_path, sqlite_url):
    """The settings of an installation over an empty database, on a port of its own."""
    return written(tmp_path, sqlite_url)


@pytest.fixture
def serve(ini):
    """Have ``enrollment serve`` fail in this process, whose log is as it was afterwards."""
    yield lambda: CliRunner().invoke(main, ["serve", str(ini)])
    structlog.reset_defaults()
    logging.captureWarnings(False)
    logging.basicConfig(handlers=[logging.NullHandler()], force=True)


def is_live(url):
    """Whether the web answers."""
    try:
        return httpx.get(f"{url}/health/live").status_code == 200
    except httpx.TransportError:
        return False


def test_it_serves_until_told_to_end_and_then_nothing_is_left(ini):
    with serving(ini, "--web", "2") as system:
        assert eventually(lambda: is_live(system.url))
        children = system.children()
        begun = monotonic()

        assert system.end() == 0

        assert monotonic() - begun < 10
        assert len(children) == 3  # two of the web, and the relay
        assert not any(os.path.exists(f"/proc/{pid}") for pid in children)


def test_ctrl_c_ends_it_as_well(ini):
    with serving(ini) as system:
        assert eventually(lambda: is_live(system.url))
        for pid in [*system.children(), system.process.pid]:
            os.kill(pid, signal.SIGINT)  # as a terminal does, to all of them

        assert system.process.wait(10) == 0


def test_whatever_dies_is_started_again(ini):
    with serving(ini) as system:
        assert eventually(lambda: is_live(system.url) and len(system.children()) == 2)
        before = system.children()
        for pid in before:
            os.kill(pid, signal.SIGKILL)

        assert eventually(lambda: len(set(system.children()) - set(before)) == 2)
        assert eventually(lambda: is_live(system.url))
        assert system.end() == 0


def test_nothing_outlives_a_parent_that_is_killed(ini):
    with serving(ini) as system:
        assert eventually(lambda: is_live(system.url))
        children = system.children()
        system.process.kill()

        assert eventually(lambda: not any(os.path.exists(f"/proc/{pid}") for pid in children))


def test_an_enrollment_becomes_a_letter(ini, tmp_path):
    assert CliRunner().invoke(main, ["demo", "load", str(ini)]).exit_code == 0
    with serving(ini):
        # One for each thing that happened to somebody in the demo.
        assert eventually(lambda: len(list((tmp_path / "var/mail").glob("*.eml"))) == 50)


def test_an_address_that_is_taken_is_a_failure_that_says_so(ini, serve):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ini.write_text(ini.read_text().replace("127.0.0.1:0", f"127.0.0.1:{port}"))

        result = serve()

    assert result.exit_code == 1
    assert f"127.0.0.1:{port}" in result.stderr
    assert "another program listens there" in result.stderr


def test_an_option_waitress_does_not_know_is_bad_usage(ini, serve):
    ini.write_text(ini.read_text() + "thread = 8\n")

    assert serve().exit_code == 2


def test_an_empty_database_is_a_failure_with_a_hint(serve, monkeypatch, tmp_path):
    monkeypatch.setenv("ENROLLMENT_DATABASE_URL", f"sqlite:///{tmp_path}/empty.sqlite")

    result = serve()

    assert result.exit_code == 1
    assert "enrollment db upgrade" in result.stderr


def test_two_web_processes_share_the_address(ini):
    with serving(ini, "--web", "2") as system:
        assert eventually(lambda: is_live(system.url) and len(system.children()) == 3)
        os.kill(system.children()[0], signal.SIGSTOP)
        try:
            sleep(0.3)
            assert sum(is_live(system.url) for _ in range(3)) == 3
        finally:
            os.kill(system.children()[0], signal.SIGCONT)
