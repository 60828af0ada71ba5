"""Every suite of this package runs over every technology. A new one joins by one case in ``store``."""

import pytest

from enrollment.adapters.memory.records import MemoryRecords
from enrollment.domain.catalog import Course
from enrollment.domain.users import User
from tests.contract.given import a_known_student, an_offered_course
from tests.contract.stores import MemoryStore, Ports, SqlStore, Store


@pytest.fixture(params=["memory", "sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def store(request: pytest.FixtureRequest) -> Store:
    """An empty store of each technology in turn."""
    match request.param:
        case "memory":
            return MemoryStore(MemoryRecords())
        case database:
            return SqlStore(request.getfixturevalue(f"{database}_engine"))


@pytest.fixture
def ports(store: Store) -> Ports:
    """The adapters, each call a transaction of its own."""
    return store.ports


@pytest.fixture
def student(ports: Ports) -> User:
    """A student on record."""
    return a_known_student(ports)


@pytest.fixture
def course(ports: Ports) -> Course:
    """A course on record, with three seats, all free."""
    return an_offered_course(ports, code="COGS 1", max_participants=3)
