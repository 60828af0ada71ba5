"""What no client library would send, over a socket to the server itself (B17, B18, B22, B23)."""

import socket
from contextlib import closing, suppress
from threading import Thread

import pytest
from waitress import create_server

from tests.support.build import a_course


@pytest.fixture
def database_url(sqlite_url):
    """One kind of database will do."""
    return sqlite_url


@pytest.fixture
def wire(site):
    """Send bytes to the server, and return its answer to the last byte."""
    server = create_server(site, listen="127.0.0.1:0", max_request_header_size=16_384, max_request_body_size=1_048_576)
    thread = Thread(target=server.run, daemon=True)
    thread.start()

    def send(request):
        with closing(socket.create_connection(("127.0.0.1", server.effective_port), timeout=10)) as line:
            answer = b""
            with suppress(ConnectionError):  # a server that has said no need not hear the rest
                line.sendall(request)
                while chunk := line.recv(65536):
                    answer += chunk
        return answer

    yield send
    server.task_dispatcher.shutdown(timeout=1)
    server.trigger.pull_trigger(lambda: [channel.close() for channel in list(server._map.values())])
    thread.join(timeout=5)


def status_of(answer):
    """The status of the first answer."""
    return int(answer.split(b" ", 2)[1])


HEAD = b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"


@pytest.mark.parametrize(
    ("request_line", "statuses"),
    [
        (b"GET /health/live", {200}),
        (b"TRACE /health/live", {405}),
        (b"CONNECT localhost:443", {400, 404, 405}),
        (b"FOO /health/live", {501}),
        (b"get /health/live", {400}),
        (b"GET /%ff%fe", {400}),
        (b"GET /\xff\xfe", {400}),
        (b"GET /?a=%ff", {400}),
        (b"GET /?a=\xff", {400}),
    ],
)
def test_a_method_or_an_address_is_answered(wire, request_line, statuses):
    assert status_of(wire(request_line + HEAD + b"\r\n")) in statuses


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        (b"Content-Length: 1048577\r\n\r\n", 413),
        (b"X: " + b"x" * 17_000 + b"\r\n\r\n", 431),
        (b"".join(b"X-%d: y\r\n" % number for number in range(5000)) + b"\r\n", 431),
        (b"Content-Length: +1\r\n\r\nx", 400),
        (b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx", 400),
        (b"X: a\r\n b\r\n\r\n", 400),
        (b"Transfer-Encoding: chunked\r\n\r\n0x1\r\na\r\n0\r\n\r\n", 400),
        (b"Transfer-Encoding: gzip\r\n\r\n", 501),
    ],
)
def test_what_is_oversized_or_ambiguous_is_refused(wire, headers, status):
    assert status_of(wire(b"POST /api/v1/token" + HEAD + headers)) == status


def test_a_body_in_chunks_is_read(wire):
    fields = b"grant_type=x"
    chunks = b"%x\r\n%s\r\n0\r\n\r\n" % (len(fields), fields)
    form = b"Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n"

    assert b"unsupported_grant_type" in wire(b"POST /api/v1/token" + HEAD + form + chunks)


def test_a_redirect_does_not_believe_the_host(wire, on_offer):
    address = f"/courses/{on_offer(a_course()).id}/enroll".encode()

    answer = wire(b"GET " + address + b" HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")

    assert status_of(answer) == 303
    assert b"evil.example" not in answer
    assert b"Location: /login?" in answer
