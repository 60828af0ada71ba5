"""SQLite's writers wait in line, and whatever becomes of one of them, the next one's turn comes."""

import gc
import sqlite3
from threading import Event, Thread
from time import monotonic, sleep

import pytest
from sqlalchemy import text

from enrollment.adapters.sql import one_writer
from enrollment.adapters.sql.engine import Autocommit, make_engine
from enrollment.domain.errors import Unavailable

MARK = text("INSERT INTO forgotten_messages (kind, count) VALUES (:kind, 1)")
WRONG = text("INSERT INTO forgotten_messages (kind, count) VALUES (NULL, NULL)")


@pytest.fixture
def engine(sqlite_engine, sqlite_url):
    """An engine of the application's own."""
    engine = make_engine(sqlite_url)
    yield engine
    engine.dispose()


def test_as_many_connections_are_kept_as_are_told(sqlite_engine, sqlite_url):
    engine = make_engine(sqlite_url, pool_size=7)
    connections = [engine.connect() for _ in range(7)]
    assert (engine.pool.size(), engine.pool.overflow()) == (7, 0)
    for connection in connections:
        connection.close()
    engine.dispose()


def test_what_a_statement_might_undo_is_kept_in_memory(engine):
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA temp_store").scalar_one() == 2, "no file is made for each enrollment"


def writes(engine):
    """Whether somebody else gets to write at once."""
    began = monotonic()
    with engine.begin() as connection:
        connection.execute(MARK, {"kind": f"{began}"})
    return monotonic() - began < 1


def committed(connection):
    connection.commit()


def rolled_back(connection):
    connection.rollback()


def closed(connection):
    connection.close()


def invalidated(connection):
    connection.invalidate()


def detached(connection):
    connection.detach()
    connection.close()


def refused(connection):
    with pytest.raises(sqlite3.IntegrityError), connection:
        connection.connection.driver_connection.execute(WRONG.text)


def ended_by_the_driver(connection):
    connection.connection.driver_connection.execute("ROLLBACK")
    connection.close()


ENDS = [committed, rolled_back, closed, invalidated, detached, refused, ended_by_the_driver]


@pytest.mark.parametrize("end", ENDS)
def test_however_a_transaction_ends_the_next_one_begins(engine, end):
    connection = engine.connect()
    connection.execute(MARK, {"kind": "one"})
    end(connection)
    assert writes(engine)
    connection.close()


def test_a_connection_that_is_lost_sight_of_is_nobodys_turn(engine):
    def lose():
        connection = engine.connect()
        connection.execute(MARK, {"kind": "lost"})

    thread = Thread(target=lose)
    thread.start()
    thread.join()
    gc.collect()
    assert writes(engine)


def test_a_raw_connection_that_is_lost_leaves_the_line(sqlite_url):
    line = one_writer.Line()
    connection = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), factory=one_writer.QueuingConnection)
    connection.line = line
    assert connection.begin()
    assert not line.wait(0)
    del connection
    gc.collect()
    assert line.wait(0)


def test_writers_of_one_process_take_turns_in_the_order_they_came(engine):
    order = []

    def write(number):
        with engine.begin():
            order.append(number)

    threads = [Thread(target=write, args=[number]) for number in range(5)]
    with engine.begin():
        for thread in threads:
            thread.start()
            sleep(0.05)
    for thread in threads:
        thread.join()
    assert order == [0, 1, 2, 3, 4]


def test_single_statements_that_write_wait_in_line_as_well(engine):
    done = Event()

    def write():
        Autocommit(engine).execute(MARK, {"kind": "alone"})
        done.set()

    with engine.begin() as connection:
        connection.execute(MARK, {"kind": "first"})
        thread = Thread(target=write)
        thread.start()
        assert not done.wait(0.1)
        assert Autocommit(engine).execute(text("SELECT count(*) FROM forgotten_messages")).scalar_one() == 0
    thread.join()
    assert done.is_set()


def test_one_who_waits_too_long_is_told_so_and_takes_nobodys_turn(engine, monkeypatch):
    monkeypatch.setattr(one_writer, "PATIENCE", 0.2)
    with engine.begin() as connection:
        connection.execute(MARK, {"kind": "first"})
        with pytest.raises(Unavailable), engine.begin():
            pass
    assert writes(engine)


def test_another_process_is_waited_for_without_sleeping_past_its_end(engine, sqlite_url):
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    ended = []
    thread = Thread(target=lambda: (sleep(0.35), other.execute("COMMIT"), ended.append(monotonic())))
    thread.start()
    with engine.begin():
        began = monotonic()
    thread.join()
    other.close()
    assert began - ended[0] < 0.05
