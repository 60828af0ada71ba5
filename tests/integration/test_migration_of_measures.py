"""0003: attempts of before it are counted as well, and nobody is written to twice."""

import pytest

from enrollment.adapters.sql import schema
from enrollment.adapters.sql.engine import make_bare_engine
from tests.contract.given import a_known_student, admitted, an_offered_course, dropped
from tests.contract.stores import SqlStore
from tests.support.build import NOON


@pytest.fixture
def ports(engine):
    """What is on record."""
    return SqlStore(engine).ports


@pytest.fixture
def handled(ports):
    """The messages of an enrollment and its drop, sent and handled by everybody, as before there were measures."""
    student, course = a_known_student(ports), an_offered_course(ports)
    dropped(ports, admitted(ports, course, student))
    messages = ports.outbox.claim(2, NOON)
    for message in messages:
        ports.outbox.sent([message.id], NOON)
        for consumer in ("mail", "analytics"):
            ports.inbox.add(consumer, message.id, NOON)
    return messages


def test_what_tells_of_an_attempt_goes_out_again_and_the_mail_knows_it(engine, ports, handled, database_url):
    bare = make_bare_engine(database_url)
    for go, revision in ((schema.downgrade, "0002"), (schema.upgrade, "head")):
        with bare.begin() as connection:
            go(connection, revision)
    bare.dispose()

    enrolled, _ = handled
    assert ports.outbox.claim(9, NOON) == [enrolled]
    assert [ports.inbox.has(consumer, enrolled.id) for consumer in ("mail", "analytics")] == [True, False]
