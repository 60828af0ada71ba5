"""RabbitMQ, relay and worker killed, and the mail server shut, while students enroll: one effect for each event."""

import logging
import time
from collections import Counter

import httpx
import pytest
from sqlalchemy import func, select

from enrollment.adapters.sql.engine import make_bare_engine
from enrollment.adapters.sql.tables import deliveries, handled_messages, outbox
from tests.chaos import scale
from tests.chaos.conftest import stocked
from tests.chaos.enrolling import Crowd, wishes
from tests.chaos.own_rabbitmq import OwnRabbitMQ
from tests.chaos.post_office import PostOffice
from tests.chaos.programs import Program, await_that, python, running
from tests.support.crowd import address_of, run
from tests.support.effects import Mail, violations

pytestmark = pytest.mark.postgresql

log = logging.getLogger(__name__)

ENROLLMENTS = scale.of(5000, quick=300)
BROKER_KILLS = scale.of(10, quick=2)
PROGRAM_KILLS = scale.of(20, quick=4)
MAIL_SHUT = scale.of(30, quick=5)  # seconds
DRAINED_WITHIN = scale.of(900, quick=240)  # seconds


@pytest.fixture
def broker(tmp_path):
    """A node of the test's own."""
    broker = OwnRabbitMQ(tmp_path)
    yield broker
    broker.end()


@pytest.fixture
def post_office():
    """A mail server."""
    post_office = PostOffice()
    yield post_office
    post_office.shut()


@pytest.fixture
def record(postgresql_url):
    """A look at the record."""
    engine = make_bare_engine(postgresql_url)
    yield engine
    engine.dispose()


def torment(broker, relay, worker, post_office):
    """Kill relay and worker, then the broker, and start it again; over and over. Once, no mail is taken meanwhile."""
    for turn in range(BROKER_KILLS):
        for program in (relay, worker) * (PROGRAM_KILLS // BROKER_KILLS):
            program.kill()
            program.start()
            time.sleep(1)
        if turn == 1:
            post_office.shut()
        broker.kill()
        time.sleep(1)
        broker.start()
        if turn == 1:
            time.sleep(MAIL_SHUT)
            post_office.open()


def is_drained(record):
    """Whether nothing is on its way any more."""
    with record.connect() as connection:
        unsent = connection.execute(select(func.count()).where(outbox.c.sent_at.is_(None))).scalar_one()
        mailed = connection.execute(select(func.count()).where(deliveries.c.state != "waiting")).scalar_one()
        handled = connection.execute(select(func.count()).select_from(handled_messages)).scalar_one()
    return (unsent, mailed, handled) == (0, ENROLLMENTS, 2 * ENROLLMENTS)


def effects(record, post_office):
    """What the checker of effects takes."""
    d, h = deliveries.c, handled_messages.c
    with record.connect() as connection:
        messages = [str(one) for one in connection.scalars(select(outbox.c.id))]
        handled = [str(one) for one in connection.scalars(select(h.message_id).where(h.consumer == "mail"))]
        rows = connection.execute(select(d.id, d.state, d.ambiguous)).all()
    mails = [Mail(id=str(row.id), state=row.state, ambiguous=row.ambiguous) for row in rows]
    return messages, handled, mails, post_office.accepted()


@pytest.mark.timeout(2400)
def test_every_event_has_one_effect(broker, post_office, record, installed, postgresql_url, tmp_path):
    ini = installed(postgresql_url, broker.url, post_office.url)
    students, courses = stocked(ini, postgresql_url, students=250, courses=20)
    programs = {
        name: Program(name, python("tests.support.hasty", name, ini), tmp_path / f"{name}.log")
        for name in ("relay", "worker")
    }
    web = Program("web", python("pyramid.scripts.pserve", ini), tmp_path / "web.log", lambda: is_ready(address_of(ini)))
    with running(web), running(programs["relay"]) as relay, running(programs["worker"]) as worker:
        crowd = Crowd(address_of(ini), wishes(students, courses, ENROLLMENTS), tmp_path / "history.jsonl")
        torment(broker, relay, worker, post_office)
        crowd.wait(within=600)
        await_that(lambda: is_drained(record), "everything to come to an end", within=DRAINED_WITHIN)
    messages, _, mails, letters = found = effects(record, post_office)
    log.warning("%s messages, %s letters, answers: %s", len(messages), len(letters), dict(crowd.answers))
    log.warning("ends and ambiguous attempts: %s", Counter((mail.state, mail.ambiguous) for mail in mails))
    assert crowd.answers["201"] == crowd.enrolled == ENROLLMENTS == len(messages)
    assert list(violations(*found)) == []
    assert set(letters) == set(messages) == {mail.id for mail in mails if mail.state == "accepted"}
    assert len(letters) - len(messages) <= sum(mail.ambiguous for mail in mails)
    assert run(ini, "audit").stdout == ""


def is_ready(address):
    """Whether the web answers."""
    try:
        return httpx.get(f"{address}/health/ready").status_code == 200
    except httpx.TransportError:
        return False
