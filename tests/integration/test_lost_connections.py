"""The line to the database is cut in COMMIT, silent, refused, or in use: nobody waits long, and nothing is guessed."""

import socket
import traceback
from threading import Thread
from time import monotonic, sleep
from uuid import uuid4

import pytest
from sqlalchemy import insert, make_url
from sqlalchemy.exc import IntegrityError

from enrollment.adapters.sql import impatience
from enrollment.adapters.sql.tables import users
from tests.support.line import FailingLine
from tests.support.office import EVERYTHING, NOTHING, Office

pytestmark = pytest.mark.postgresql

COMMIT = b"COMMIT\0"  # the whole of it, since BEGIN speaks of READ COMMITTED
NOBODY = "postgresql+psycopg://postgres@127.0.0.1:1/test"  # the port tcpmux, on which nothing listens
TOO_MANY = b"SFATAL\0VFATAL\0C53300\0Msorry, too many clients already\0\0"


@pytest.fixture
def line(postgresql_url):
    """A line to the database."""
    url = make_url(postgresql_url)
    line = FailingLine((url.host, url.port or 5432))
    yield line
    line.close()


@pytest.fixture
def office(postgresql_url, line, tmp_path):
    """An installation at the other end of it."""
    url = make_url(postgresql_url).set(host="127.0.0.1", port=line.port)
    with Office(url.render_as_string(hide_password=False), tmp_path) as office:
        yield office


@pytest.fixture
def full_server():
    """A server that takes no more clients."""
    listener = socket.create_server(("127.0.0.1", 0))

    def refuse():
        for _ in range(2):
            client, _ = listener.accept()
            with client:
                if client.recv(8) == b"\0\0\0\x08\x04\xd2\x16\x2f":  # may we encrypt?
                    client.sendall(b"N")
                    client.recv(1024)
                client.sendall(b"E" + (len(TOO_MANY) + 4).to_bytes(4) + TOO_MANY)

    Thread(target=refuse, daemon=True).start()
    yield f"postgresql+psycopg://postgres@127.0.0.1:{listener.getsockname()[1]}/test"
    listener.close()


@pytest.mark.parametrize("answered", [False, True], ids=["before the server heard of it", "after it was done"])
def test_cut_in_commit_the_key_tells_what_became_of_it(office, line, answered):
    wish = office.wish()
    line.cut_at(COMMIT, answered=answered)

    first, again = wish.enroll(), wish.enroll()

    assert first.status_int == 201
    assert again.body == first.body
    assert wish.kept() == EVERYTHING
    assert office.violations() == []


@pytest.mark.parametrize(("answered", "left"), [(False, 1), (True, 0)], ids=["not done", "done"])
def test_cut_in_commit_without_a_key_nothing_is_claimed(office, line, answered, left):
    wish = office.wish()
    seat = wish.enroll().json["id"]
    line.cut_at(COMMIT, answered=answered)

    unknown = wish.drop(seat)

    assert (unknown.status_int, unknown.json["code"]) == (503, "outcome-unknown")
    assert wish.kept()["seats"] == left
    assert wish.drop(seat).json["status"] == "dropped"
    assert office.violations() == []


def test_a_server_that_says_nothing_is_given_up_before_the_client_does(office, line, monkeypatch):
    assert impatience.PATIENCE > 5, "the server's own limit comes first"
    monkeypatch.setattr(impatience, "PATIENCE", 0.5)
    assert office.wish().enroll().status_int == 201, "a connection is open by then"
    wish = office.wish()
    line.silent.set()
    began = monotonic()

    answer = wish.enroll()

    assert (answer.status_int, answer.json["code"]) == (503, "service-unavailable")
    assert monotonic() - began < impatience.PATIENCE + 5
    line.silent.clear()
    assert wish.kept() == NOTHING
    assert wish.enroll().status_int == 201


def test_a_server_that_was_restarted_costs_no_request(office, line):
    wish = office.wish()
    line.cut()
    sleep(0.1)

    assert wish.enroll().status_int == 201


@pytest.mark.parametrize("address", ["/", "/health/ready", "/api/v1/courses", "/login"])
def test_without_a_server_every_door_says_so(tmp_path, address):
    with Office(NOBODY, tmp_path) as office:
        answer = office.site.get(address, headers={"Cookie": f"session={'s' * 43}"}, expect_errors=True)

    assert answer.status_int == 503
    assert int(answer.headers["Retry-After"]) >= 1


def test_a_server_that_is_full_is_not_waited_for(full_server, tmp_path):
    with Office(full_server, tmp_path) as office:
        assert office.site.get("/api/v1/courses", expect_errors=True).status_int == 503


def test_when_all_connections_stay_in_use_one_is_told_so_within_two_seconds(tmp_path, postgresql_url):
    with Office(postgresql_url, tmp_path, database_pool_size="1") as office:
        wish = office.wish()
        with office.system.engine.connect(), office.system.engine.connect():
            began = monotonic()
            answer = wish.enroll()
            assert monotonic() - began < 2
        assert (answer.status_int, answer.json["code"]) == (503, "service-unavailable")
        assert wish.enroll().status_int == 201


def test_what_an_error_says_quotes_no_values(tmp_path, postgresql_url):
    with Office(postgresql_url, tmp_path) as office, office.system.engine.begin() as connection:
        taken = {"id": uuid4(), "email": office.wish().user.email, "name": "", "roles": [], "active": True}
        with pytest.raises(IntegrityError) as raised:
            connection.execute(insert(users), taken)
        connection.rollback()
    told = "".join(traceback.format_exception(raised.value))
    assert "unique constraint" in told
    assert taken["email"] not in told
