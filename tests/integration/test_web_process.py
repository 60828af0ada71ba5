"""A web process that is told to end answers what it has been asked."""

import socket
from threading import Event, Thread
from time import sleep

import httpx
import pytest

from enrollment.cli import web_process
from tests.support.broker import eventually

# Waitress announces the end of an option that one process without is a fraction as fast (see development.ini).
pytestmark = pytest.mark.filterwarnings("ignore:send_bytes will be removed:DeprecationWarning")


@pytest.fixture
def slow():
    """A web process whose application answers when it may, in a thread: its address, and how to end it."""
    asked, may_answer, stop = Event(), Event(), Event()

    def application(environ, start_response):
        asked.set()
        may_answer.wait(10)
        start_response("200 OK", [("Content-Length", "2")])
        return [b"ok"]

    sockets = web_process.bind({"listen": "127.0.0.1:0"})
    options = {"send_bytes": "65536", "threads": "2"}
    thread = Thread(target=web_process.serve_until, args=[stop, application, sockets, options])
    thread.start()
    yield f"http://127.0.0.1:{sockets[0].getsockname()[1]}", asked, may_answer, stop, thread
    may_answer.set()
    stop.set()
    thread.join(10)
    for sock in sockets:
        sock.close()


def test_a_request_in_hand_is_answered_before_the_end(slow):
    url, asked, may_answer, stop, thread = slow
    answers = []
    client = Thread(target=lambda: answers.append(httpx.get(url, timeout=10).text))
    client.start()
    assert asked.wait(5)

    stop.set()
    sleep(0.6)  # longer than it takes to notice
    may_answer.set()
    client.join(5)

    assert answers == ["ok"]
    assert eventually(lambda: not thread.is_alive(), within=3)


def test_a_request_that_is_never_answered_does_not_keep_it(slow, monkeypatch):
    monkeypatch.setattr(web_process, "DRAIN", 0.5)
    url, asked, _, stop, thread = slow
    with socket.create_connection(("127.0.0.1", httpx.URL(url).port)) as client:
        client.sendall(b"GET / HTTP/1.0\r\n\r\n")
        assert asked.wait(5)

        stop.set()

        assert eventually(lambda: not thread.is_alive(), within=4)


def test_connections_that_ask_nothing_do_not_keep_it(slow):
    url, _, _, stop, thread = slow
    with socket.create_connection(("127.0.0.1", httpx.URL(url).port)):
        sleep(0.3)
        stop.set()

        assert eventually(lambda: not thread.is_alive(), within=2)
