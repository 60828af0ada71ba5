"""SQLite has one writer: who does not get their turn in time is told so, and waits once, not five times over."""

import sqlite3
from time import monotonic

import pytest

from enrollment.adapters.sql import one_writer, sqlite
from enrollment.web import retries
from tests.contract.stores import SqlStore
from tests.support.office import EVERYTHING, NOTHING, Office

PATIENCE = 0.5  # seconds


@pytest.fixture
def office(sqlite_url, tmp_path, monkeypatch):
    """An installation with less patience than usual."""
    monkeypatch.setattr(one_writer, "PATIENCE", PATIENCE)
    monkeypatch.setattr(sqlite, "PATIENCE", PATIENCE)
    monkeypatch.setattr(retries, "LATEST", PATIENCE / 2)
    with Office(sqlite_url, tmp_path) as office:
        yield office


@pytest.fixture
def writer(tmp_path):
    """Somebody else, who writes."""
    writer = sqlite3.connect(tmp_path / "enrollment.sqlite", isolation_level=None)
    yield writer
    writer.close()


def test_another_writer_who_does_not_end_is_waited_for_once(office, writer):
    wish = office.wish()
    writer.execute("BEGIN IMMEDIATE")
    began = monotonic()

    answer = wish.enroll()

    assert (answer.status_int, answer.json["code"]) == (503, "service-unavailable")
    assert monotonic() - began < 3 * PATIENCE
    assert wish.kept() == NOTHING
    writer.execute("ROLLBACK")
    assert wish.enroll().status_int == 201
    assert wish.kept() == EVERYTHING


def test_nobody_writes_between_what_is_read_and_what_is_written(office, writer):
    wish = office.wish()
    writer.execute("PRAGMA busy_timeout = 0")

    with SqlStore(office.system.engine).transaction() as ports:
        assert ports.register.facts(wish.course.id, wish.user.id).course
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            writer.execute("BEGIN IMMEDIATE")
    writer.execute("BEGIN IMMEDIATE")
