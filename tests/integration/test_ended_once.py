"""An enrollment that two end at once, each having seen it live, gives its seat back once."""

import pytest

from enrollment.domain.groups import Group
from enrollment.domain.pools import Pool, SharedCapacity
from enrollment.domain.seats import shared_by
from tests.contract.given import a_known_student, admitted, an_offered_course, divided
from tests.contract.stores import SqlStore
from tests.support.build import NOON, a_receipt, a_record
from tests.support.meanwhile import meanwhile, until_somebody_waits

pytestmark = pytest.mark.postgresql
SENIORS = Pool(group=Group(name="seniors"), seats=5)
WAYS = {
    "undivided": {},
    "pools": {"pools": (SENIORS,)},
    "shared": {"shared": SharedCapacity(name="A", max_participants=9)},
}


@pytest.fixture
def store(postgresql_engine):
    """Where two transactions are open at once."""
    return SqlStore(postgresql_engine)


@pytest.mark.parametrize("divided_into", WAYS)
def test_the_second_finds_it_ended_and_gives_nothing_back(store, postgresql_engine, divided_into):
    course = divided(store, an_offered_course(store.ports), **WAYS[divided_into])
    pool = "seniors" if course.pools else None
    admitted(store.ports, course, a_known_student(store.ports), pool=pool)
    ended = admitted(store.ports, course, a_known_student(store.ports), pool=pool).dropped(NOON)
    first, second = (a_record(receipt=a_receipt(enrollment=ended)) for _ in range(2))

    with meanwhile(store) as start:
        with store.transaction() as ports:
            assert ports.register.release(ended, first, shared_by(course))
            other = start(lambda ports: ports.register.release(ended, second, shared_by(course)))
            until_somebody_waits(postgresql_engine)
        assert other.result() is False
    assert store.ports.catalog.find(course.id).current_enrollment == 1
    assert not list(store.ports.audit.violations(NOON))
