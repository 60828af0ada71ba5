"""Connections kept for single statements: one a thread at a time, and none that may be lost."""

import pytest
from sqlalchemy import text

from enrollment.adapters.sql.engine import Autocommit
from enrollment.adapters.sql.kept import Kept
from enrollment.domain.errors import Unavailable

PID = text("SELECT pg_backend_pid()")
TERMINATE = text("SELECT pg_terminate_backend(:pid, 5000)")


class Failed(Exception):
    """What is done with a connection goes wrong."""


def fail(connection):
    raise Failed


@pytest.fixture
def kept(engine):
    """Connections to each kind of database in turn, two at most."""
    return Kept(engine, 2)


def test_one_connection_serves_whoever_comes_next(kept):
    assert kept.lend(id) == kept.lend(id)


def test_who_comes_meanwhile_gets_another(kept):
    def one_more(connection):
        return connection, kept.lend(lambda another: another)

    one, other = kept.lend(one_more)

    assert one is not other


def test_who_comes_when_all_are_in_use_borrows_one_from_the_pool(engine, kept):
    def borrowed(_connection):
        return kept.lend(lambda _other: kept.lend(lambda another: (another, engine.pool.checkedout())))

    another, checked_out = kept.lend(borrowed)

    assert checked_out == 1
    assert another.closed


def test_the_pool_knows_nothing_of_them(engine, kept):
    assert kept.lend(lambda connection: engine.pool.checkedout()) == 0


def test_one_with_which_something_failed_is_not_used_again(kept):
    failed = kept.lend(lambda connection: connection)

    with pytest.raises(Failed):
        kept.lend(fail)

    assert failed.closed
    assert not kept.lend(lambda connection: connection).closed


def test_failures_leave_as_many_places_as_there_were(engine, kept):
    for _ in range(3):
        with pytest.raises(Failed):
            kept.lend(fail)
    engine.dispose()

    assert kept.lend(lambda _one: kept.lend(lambda _other: engine.pool.checkedout())) == 0


def test_when_the_engine_goes_they_are_closed(engine, kept):
    connection = kept.lend(lambda connection: connection)

    engine.dispose()

    assert connection.closed


@pytest.mark.postgresql
def test_when_one_is_lost_elsewhere_those_kept_are_not_tried(postgresql_engine):
    statements = Autocommit(postgresql_engine)
    before = statements.execute(PID).scalar_one()
    with postgresql_engine.connect() as connection:
        statements.execute(TERMINATE, {"pid": connection.execute(PID).scalar_one()})
        with pytest.raises(Unavailable):
            connection.execute(PID)

    assert statements.execute(PID).scalar_one() != before
