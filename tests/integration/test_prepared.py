"""Statements on the driver's own cursor: values and errors as SQLAlchemy has them, and nothing is left open."""

from collections import defaultdict
from contextlib import suppress
from uuid import uuid4

import pytest
from psycopg import _queries
from sqlalchemy import bindparam, func, insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from enrollment.adapters.sql.facts import FACTS, FACTS_OF, PUBLIC_FACTS
from enrollment.adapters.sql.locks import AT_ONCE, PATIENTLY
from enrollment.adapters.sql.prepared import Prepared
from enrollment.adapters.sql.register import (
    DO_ACCEPT,
    DO_ADMIT,
    DO_ADMIT_DIVIDED,
    DO_ADMIT_OVER,
    DO_KEEP,
    DO_RELEASE,
    DO_RELEASE_DIVIDED,
    HOLD,
)
from enrollment.adapters.sql.tables import deliveries, terms
from enrollment.adapters.sql.waitlists import HOLD as HOLD_IF_FREE
from tests.contract.given import a_known_student
from tests.contract.stores import SqlStore
from tests.support.build import a_delivery

OF_AN_ENROLLMENT = {"hold": HOLD, "facts": FACTS, "admit": DO_ADMIT, "keep": DO_KEEP, "divided": DO_ADMIT_DIVIDED}
OF_A_DROP = {"facts of": FACTS_OF, "release": DO_RELEASE, "divided release": DO_RELEASE_DIVIDED}
OF_A_LINE = {"lock": PATIENTLY, "lock at once": AT_ONCE, "hold if free": HOLD_IF_FREE}
OF_AN_OFFER = {"accept": DO_ACCEPT, "admit over": DO_ADMIT_OVER, "public facts": PUBLIC_FACTS}
EVERY = OF_AN_ENROLLMENT | OF_A_DROP | OF_A_LINE | OF_AN_OFFER
COLUMNS = tuple(deliveries.c)
A_TERM = Prepared(insert(terms).values(code=bindparam("at"), name=bindparam("at")).returning(terms.c.code))
ANY_TERM = Prepared(select(terms.c.code).order_by(terms.c.code))


def test_values_are_read_and_written_as_elsewhere(engine):
    delivery = a_delivery()  # which has ids, instants, numbers, JSON, and nothing
    SqlStore(engine).ports.deliveries.add(delivery)
    by_id = Prepared(select(deliveries).where(deliveries.c.id == bindparam("id", type_=deliveries.c.id.type)), COLUMNS)

    with engine.connect() as connection:
        assert by_id.first(connection, {"id": delivery.id}) == tuple(connection.execute(select(deliveries)).one())
        assert by_id.first(connection, {"id": uuid4()}) is None


def test_an_error_comes_as_from_the_engine_and_spoils_nothing(engine):
    with engine.connect() as connection:
        assert A_TERM.first(connection, {"at": "SP27"}) == ("SP27",)
        with pytest.raises(IntegrityError, match=r"(?i)unique"):
            A_TERM.first(connection, {"at": "SP27"})
        connection.rollback()

        assert A_TERM.first(connection, {"at": "SP28"}) == ("SP28",)


def test_the_rows_nobody_asked_for_keep_nobody_waiting(sqlite_engine):
    engine = sqlite_engine.execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection, engine.connect() as another:
        for code in ("SP27", "SP28"):
            A_TERM.first(connection, {"at": code})
        assert ANY_TERM.first(connection, {}) == ("SP27",)

        another.exec_driver_sql("PRAGMA busy_timeout = 0")
        assert another.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0] == 0, "it is still being read"


@pytest.mark.postgresql
def test_the_server_plans_them_once(postgresql_engine):
    student = a_known_student(SqlStore(postgresql_engine).ports)
    planned = select(func.count()).select_from(
        text("pg_prepared_statements WHERE statement LIKE '%FOR NO KEY UPDATE%'")
    )

    with postgresql_engine.connect() as connection:
        for _ in range(9):
            assert HOLD.first(connection, {"student_id": student.id})
        assert connection.execute(planned).scalar_one() == 1


@pytest.mark.postgresql
@pytest.mark.parametrize("statement", EVERY.values(), ids=EVERY)
def test_the_driver_passes_them_on_as_they_are(postgresql_engine, statement, monkeypatch):
    with postgresql_engine.connect() as connection:
        monkeypatch.setattr(_queries, "_split_query", lambda *statement, **how: pytest.fail("it is taken apart"))
        with suppress(DBAPIError):  # the server says that there is no decision in it
            statement.first(connection, defaultdict(lambda: None))
