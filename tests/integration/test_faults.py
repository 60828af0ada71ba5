"""Whatever the database says against any statement: an answer soon, nothing by halves, and one seat in the end."""

import pytest
from sqlalchemy import create_engine

from enrollment.web import retries
from tests.support.faults import CUT, TERMINATED, Faults
from tests.support.office import EVERYTHING, NOTHING, Office

pytestmark = pytest.mark.postgresql

ALWAYS = 99
# What is said against a statement; the answer when it is said once; and the code of the answer when it always is.
TABLE = [
    ("40001", 201, "service-unavailable"),  # serialization failure
    ("40P01", 201, "service-unavailable"),  # deadlock
    ("40003", 201, "outcome-unknown"),  # statement completion unknown
    ("23505", 201, "internal-error"),  # unique violation: somebody was faster; always, and it is a fault of ours
    (TERMINATED, 201, "service-unavailable"),
    (CUT, 201, "service-unavailable"),
    ("55P03", 503, "lock-timeout"),
    ("57014", 503, "service-unavailable"),  # statement timeout
    ("57P01", 503, "service-unavailable"),  # admin shutdown
    ("53300", 503, "service-unavailable"),  # too many connections
    ("53100", 503, "service-unavailable"),  # disk full
    ("08006", 503, "service-unavailable"),  # connection failure
    ("58030", 503, "service-unavailable"),  # I/O error
    ("25006", 503, "service-unavailable"),  # a standby by now
]


@pytest.fixture
def office(postgresql_url, tmp_path, monkeypatch):
    """An installation that does not pause between tries."""
    monkeypatch.setattr(retries, "PAUSE", 0)
    with Office(postgresql_url, tmp_path) as office:
        yield office


@pytest.fixture
def faults(office, postgresql_url):
    """The faults of its database."""
    admin = create_engine(postgresql_url, isolation_level="AUTOCOMMIT")
    yield Faults(office.system.engine, admin)
    admin.dispose()


@pytest.fixture
def statements(office, faults):
    """How many statements an enrollment consists of, COMMIT included."""
    assert office.wish().enroll().status_int == 201
    assert faults.statements[-1] == "COMMIT"
    return len(faults.statements)


def expected(code, status, index, statements, fault):
    """The answer a row of the table stands for, at one of the statements."""
    if (fault, index) == ("55P03", 0):
        return 409, "request-in-progress"  # it is the student's own row that is waited for
    if fault in (TERMINATED, CUT) and index == statements - 1:
        return status, "outcome-unknown"
    return status, code


@pytest.mark.parametrize(("fault", "once", "always"), TABLE, ids=[row[0] for row in TABLE])
def test_one_fault_is_survived_or_told(office, faults, statements, fault, once, always):
    for index in range(statements):
        wish = office.wish()
        faults.arm(index, fault, times=1)
        answer = wish.enroll()
        if once == 201:
            assert (answer.status_int, wish.kept()) == (201, EVERYTHING), index
        else:
            assert (answer.status_int, answer.json["code"]) == expected(always, once, index, statements, fault)
            assert wish.kept() == NOTHING, index
        assert wish.enroll().status_int == 201
        assert wish.kept() == EVERYTHING
    assert office.violations() == []


@pytest.mark.parametrize(("fault", "once", "always"), TABLE, ids=[row[0] for row in TABLE])
def test_a_fault_that_stays_is_told_and_leaves_nothing(office, faults, statements, fault, once, always):
    for index in range(statements):
        wish = office.wish()
        faults.arm(index, fault, times=ALWAYS)
        answer = wish.enroll()
        status = 500 if always == "internal-error" else 503
        assert (answer.status_int, answer.json["code"]) == expected(always, status, index, statements, fault)
        assert status == 500 or int(answer.headers["Retry-After"]) >= 1
        assert wish.kept() == NOTHING
        assert office.system.engine.pool.checkedout() == 0
        faults.arm(index, fault, times=0)
        assert wish.enroll().status_int == 201
    assert office.violations() == []
