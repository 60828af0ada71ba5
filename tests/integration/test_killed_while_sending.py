"""The relay killed with a mail on its way: the next one sends it once more, and says so."""

import subprocess
import sys
from contextlib import contextmanager

import pytest
from sqlalchemy import text

from enrollment.cli.stopping import GRACE
from enrollment.domain.deliveries import DeliveryState
from tests.contract.given import a_known_student, admitted, an_offered_course
from tests.contract.stores import SqlStore
from tests.support.broker import eventually
from tests.support.mail_server import STALL, a_mail_server

INI = """
[app:main]
use = egg:enrollment
enrollment.database_url = {database_url}
enrollment.smtp_url = {smtp_url}
"""


@pytest.fixture
def server():
    """A mail server, and its URL."""
    with a_mail_server() as mailroom_and_url:
        yield mailroom_and_url


@pytest.fixture
def relay(tmp_path, database_url, server):
    """Run a relay process while a block runs, and kill it in the end if nobody has ended it."""
    ini = tmp_path / "relay.ini"
    ini.write_text(INI.format(database_url=database_url, smtp_url=server[1]))

    @contextmanager
    def run():
        process = subprocess.Popen([sys.executable, "-m", "enrollment", "relay", ini], stderr=subprocess.DEVNULL)
        yield process
        process.kill()
        process.wait()

    return run


def test_a_mail_on_its_way_is_sent_once_more_with_the_same_message_id(engine, server, relay):
    mailroom, ports = server[0], SqlStore(engine).ports
    admitted(ports, an_offered_course(ports), a_known_student(ports))
    mailroom.replies["DATA"] = STALL
    with relay():
        assert eventually(lambda: mailroom.got, within=30)

    mailroom.replies["DATA"] = "250 OK"
    with engine.begin() as connection:
        assert connection.execute(text("UPDATE deliveries SET claimed_until = at")).rowcount == 1
    with relay() as second:
        assert eventually(lambda: ports.deliveries.counts()[DeliveryState.ACCEPTED], within=30)
        second.terminate()
        assert second.wait(timeout=10) == 0

    (mail,) = [one.delivery for one in ports.deliveries.listed(set(DeliveryState), 9)]
    assert (mail.state, mail.attempts, mail.ambiguous) == (DeliveryState.ACCEPTED, 2, 1)
    assert [letter.count(f"Message-ID: <{mail.id}@".encode()) for letter in mailroom.got] == [1, 1]


def test_a_relay_told_to_end_does_so_in_time_though_a_mail_server_says_nothing(engine, server, relay):
    mailroom, ports = server[0], SqlStore(engine).ports
    admitted(ports, an_offered_course(ports), a_known_student(ports))
    mailroom.replies["DATA"] = STALL
    with relay() as process:
        assert eventually(lambda: mailroom.got, within=30)
        process.terminate()
        assert process.wait(timeout=GRACE) == 0

    (mail,) = [one.delivery for one in ports.deliveries.listed({DeliveryState.WAITING}, 9)]
    assert (mail.attempts, mail.ambiguous) == (1, 1)
