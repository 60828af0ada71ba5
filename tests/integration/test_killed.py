"""The web process killed before and after each statement of an act: all is kept, or nothing; the key tells which."""

import os
import signal
import subprocess
import sys

import httpx
import pytest

from tests.support.crowd import ROOT
from tests.support.office import DROPPED, EVERYTHING, NOTHING, Office


class DyingServer:
    """The program ``dying``, at the other end of HTTP."""

    def __init__(self, url, folder):
        command = [sys.executable, "-m", "tests.support.dying", url, str(folder)]
        self._process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True)
        self._address = f"http://127.0.0.1:{int(self._process.stdout.readline())}"

    def answer(self, request, die="never 0"):
        """The answer to a request; None when there came none."""
        method, path, headers = request
        try:
            return httpx.request(method, self._address + path, headers=headers | {"Die": die}, timeout=20)
        except httpx.TransportError:
            return None

    def end(self):
        """Kill whichever process it is, and its parent."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._process.stdout.close()


@pytest.fixture
def office(database_url, tmp_path):
    """A look at each kind of database in turn."""
    with Office(database_url, tmp_path) as office:
        yield office


@pytest.fixture
def server(office, database_url, tmp_path):
    """A dying server over the same."""
    server = DyingServer(database_url, tmp_path)
    yield server
    server.end()


def to_enroll(office, server):
    """A wish not yet put, the request that puts it, and what is on record before and after."""
    wish = office.wish()
    return wish, wish.enrolling, NOTHING, EVERYTHING


def to_drop(office, server):
    """A seat to be given up, likewise."""
    wish = office.wish()
    seat = server.answer(wish.enrolling).json()["id"]
    return wish, wish.dropping(seat, key=True), EVERYTHING, DROPPED


def halves(office, server, prepare):
    """Have it killed everywhere, and return where something was left by halves, or twice, or came out another way."""
    found = []
    statements = int(server.answer(prepare(office, server)[1]).headers["Statements"])
    for die in [f"{when} {number}" for number in range(1, statements + 1) for when in ("before", "after")]:
        wish, request, before, after = prepare(office, server)
        assert server.answer(request, die) is None
        left = wish.kept()
        answers = [server.answer(request) for _ in range(2)]
        same = len({(answer.status_code, answer.content) for answer in answers}) == 1
        if left != (after if die == f"after {statements}" else before) or not same or wish.kept() != after:
            found.append(f"killed {die} of {statements}: {left}, then {answers[0]} and {wish.kept()}")
    return found


@pytest.mark.parametrize("prepare", [to_enroll, to_drop])
def test_killed_anywhere_it_leaves_all_or_nothing_and_the_same_request_again_gets_one_answer(office, server, prepare):
    assert halves(office, server, prepare) == []
    assert office.violations() == []


@pytest.mark.postgresql
def test_a_claim_in_two_transactions_is_found_out(postgresql_url, tmp_path, monkeypatch):
    monkeypatch.setenv("SABOTAGE", "claim")
    with Office(postgresql_url, tmp_path) as office:
        server = DyingServer(postgresql_url, tmp_path)
        try:
            assert halves(office, server, to_enroll)
        finally:
            server.end()
        assert any(line.startswith("counter-is-truth") for line in office.violations())
