"""The answer is cut off after COMMIT: the same request again gets it, and nothing is done twice.

``CUT_ANSWERS`` is how often; twenty unless it says otherwise.
"""

import os
from urllib.parse import urlsplit
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import func, select

from enrollment.adapters.sql.catalog import SqlCatalog
from enrollment.adapters.sql.engine import Autocommit, make_bare_engine
from enrollment.adapters.sql.tables import course_enrollments
from tests.support.broker import eventually
from tests.support.build import a_course
from tests.support.crowd import Serving, address_of, run, tokens, write_ini
from tests.support.line import FailingLine

RUNS = int(os.environ.get("CUT_ANSWERS", "20"))


@pytest.fixture
def ini(database_url, tmp_path):
    """An installation over each kind of database in turn."""
    return write_ini(tmp_path, database_url)


@pytest.fixture
def engine(database_url):
    """A look at the same database."""
    engine = make_bare_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def line(ini):
    """A line to the server."""
    address = urlsplit(address_of(ini))
    line = FailingLine((address.hostname, address.port))
    yield line
    line.close()


def press_and_lose_the_answer(line, ini, client, course_id):
    """Press until the answer comes through: the first is lost, the next two are returned."""
    path, key = f"/api/v1/courses/{course_id}/enrollments", f'"{uuid4()}"'
    headers = {"Authorization": f"Bearer {client.access_token}", "Idempotency-Key": key}
    line.cut_at(b"POST ", answered=True)
    with pytest.raises(httpx.TransportError):
        httpx.post(f"http://127.0.0.1:{line.port}{path}", headers=headers)
    return [httpx.post(address_of(ini) + path, headers=headers) for _ in range(2)]


def test_whoever_lost_the_answer_gets_it_again_and_one_seat_and_one_mail(ini, engine, line):
    course = a_course(max_participants=RUNS)
    SqlCatalog(Autocommit(engine)).load([course])
    with Serving(ini, web=1):
        for client in tokens(ini, RUNS):
            first, second = press_and_lose_the_answer(line, ini, client, course.id)
            assert (first.status_code, first.content) == (201, second.content)
        mails = ini.parent / "var" / "mail"
        assert eventually(lambda: len(list(mails.glob("*.eml"))) == RUNS, within=20 + RUNS / 5)
    with engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(course_enrollments)).scalar_one() == RUNS
    assert len(list(mails.glob("*.eml"))) == RUNS
    assert run(ini, "audit").stdout == ""
