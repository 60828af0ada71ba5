"""0002: a mail sent before it counts as accepted, and going back leaves what the older version knows."""

import pytest
from sqlalchemy import text

from enrollment.adapters.sql import schema
from enrollment.adapters.sql.audit import SqlAudit
from enrollment.adapters.sql.deliveries import SqlDeliveries
from enrollment.adapters.sql.engine import Autocommit, make_bare_engine
from enrollment.adapters.sql.inbox import SqlInbox
from enrollment.domain.deliveries import DeliveryState
from enrollment.domain.notices import NoticeKind
from enrollment.ports.audit import IN_TRANSIT
from tests.contract.given import a_known_student, admitted, an_offered_course, dropped
from tests.contract.stores import SqlStore
from tests.support.build import NOON

TRACES = "SELECT state FROM handled_messages WHERE consumer = 'mail'"  # a later revision has its own with others


@pytest.fixture
def bare(database_url):
    """The database as a migration finds it; brought back to the newest schema afterwards."""
    engine = make_bare_engine(database_url)
    yield engine
    with engine.begin() as connection:
        schema.upgrade(connection)
    engine.dispose()


def migrated(bare, *revisions):
    """Take the database through the revisions."""
    for revision in revisions:
        with bare.begin() as connection:
            go = schema.upgrade if revision == "head" else schema.downgrade
            go(connection, revision)


@pytest.fixture
def before(engine):
    """An enrollment confirmed by mail before there were deliveries, its drop, confirmed as well, and one not yet."""
    ports = SqlStore(engine).ports
    student, course = a_known_student(ports), an_offered_course(ports)
    seat = admitted(ports, course, student)
    dropped(ports, seat)
    admitted(ports, course, a_known_student(ports))
    messages = ports.outbox.claim(3, NOON)
    for message in messages[:2]:
        ports.outbox.sent([message.id], NOON)
        for consumer in ("mail", "analytics"):
            ports.inbox.add(consumer, message.id, NOON)
    return messages, seat, student


def test_a_mail_sent_before_is_on_record_as_accepted(bare, before):
    messages, seat, student = before
    migrated(bare, "0001", "head")

    ports = SqlDeliveries(Autocommit(bare))
    found = [ports.find(message.id) for message in messages]
    assert [one and one.kind for one in found] == [NoticeKind.ENROLLED, NoticeKind.DROPPED, None]
    assert (found[0].user_id, found[0].course_id, found[0].enrollment_id) == (student.id, seat.course_id, seat.id)
    assert (found[0].recipient, found[0].at, found[0].ended_at) == (student.email, NOON, NOON)
    assert ports.counts()[DeliveryState.ACCEPTED] == 2
    assert list(SqlAudit(Autocommit(bare)).violations(NOON + 2 * IN_TRANSIT)) == []


def test_going_back_forgets_what_is_parked_and_keeps_what_is_handled(bare, before):
    messages, _, _ = before
    SqlInbox(Autocommit(bare)).failed("mail", messages[2].id, "no", NOON, park_after=1)
    migrated(bare, "0001", "head")

    with bare.connect() as connection:
        assert connection.execute(text(TRACES)).scalars().all() == ["handled"] * 2
