"""PostgreSQL restarted, crashed, its processes terminated and frozen, under load: nothing acknowledged is lost."""

import logging
import time

import pytest
from sqlalchemy import select

from enrollment.adapters.sql import schema
from enrollment.adapters.sql.engine import make_bare_engine
from enrollment.adapters.sql.tables import course_enrollments
from tests.chaos import scale
from tests.chaos.conftest import stocked
from tests.chaos.enrolling import Crowd, wishes
from tests.chaos.own_postgresql import OwnPostgreSQL
from tests.support.crowd import Serving, address_of, run
from tests.support.history import Seat, read, violations

log = logging.getLogger(__name__)

RESTARTS = scale.of(5, quick=2)
TERMINATED = scale.of(50, quick=10)
FREEZES = scale.of(3, quick=1)
LONGEST = 15.0  # seconds anybody may have to wait for an answer, on a machine that does other things as well


@pytest.fixture
def postgresql():
    """A cluster of the test's own, at the newest schema."""
    postgresql = OwnPostgreSQL()
    engine = make_bare_engine(postgresql.url)
    with engine.begin() as connection:
        schema.upgrade(connection)
    engine.dispose()
    yield postgresql
    postgresql.end()


def torment(postgresql):
    """Terminate, freeze and restart, in turn, and return how many processes were terminated."""
    terminated = 0
    for turn in range(RESTARTS):
        while terminated < TERMINATED * (turn + 1) / RESTARTS:
            terminated += postgresql.terminate_one()
            time.sleep(0.4)
        if turn < FREEZES:
            postgresql.freeze(8)
        postgresql.restart("immediate" if turn % 2 else "fast")
        time.sleep(2)
    return terminated


def seats_on(url):
    """Every live enrollment."""
    c = course_enrollments.c
    engine = make_bare_engine(url)
    with engine.connect() as connection:
        rows = connection.execute(select(c.id, c.student_id, c.course_id).where(c.ended_at.is_(None))).all()
    engine.dispose()
    return [Seat(enrollment_id=str(row[0]), student_id=str(row[1]), course_id=str(row[2])) for row in rows]


@pytest.mark.timeout(1200)
def test_nothing_acknowledged_is_lost(postgresql, installed, tmp_path):
    ini = installed(postgresql.url)
    students, courses = stocked(ini, postgresql.url, students=300, courses=100)
    with Serving(ini, web=2):
        crowd = Crowd(address_of(ini), wishes(students, courses, 30_000), tmp_path / "history.jsonl")
        terminated = torment(postgresql)
        crowd.end(within=120)
    seats, history = seats_on(postgresql.url), read(crowd.history)
    log.warning("%s terminated, %s restarts, %s seats", terminated, RESTARTS, len(seats))
    log.warning("answers: %s, the slowest after %.1f s", dict(crowd.answers), crowd.slowest)
    assert list(violations(history, seats)) == []
    assert len(seats) == crowd.enrolled
    assert "500" not in crowd.answers
    assert crowd.slowest < LONGEST
    assert run(ini, "audit").stdout == ""
