"""A campus, its records kept by each technology in turn."""

import pytest

from enrollment.adapters.memory.records import MemoryRecords
from tests.contract.stores import MemoryStore, SqlStore
from tests.support.campus import Campus


@pytest.fixture(params=["memory", "sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def campus(request):
    """A campus, at NOON, on which nobody has done anything. Whatever a test does, the records hold together then."""
    if request.param == "memory":
        store = MemoryStore(MemoryRecords())
    else:
        store = SqlStore(request.getfixturevalue(f"{request.param}_engine"))
    campus = Campus(store)
    yield campus
    campus.do_what_is_due()
    assert campus.violations() == []
