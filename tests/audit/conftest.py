"""One campus for all the tests of a module, each of which leaves it as it was."""

import pytest

from enrollment.adapters.memory.records import MemoryRecords
from enrollment.adapters.sql.engine import make_engine
from tests.audit.lived_in import live_in
from tests.conftest import emptied, migrated
from tests.contract.stores import MemoryStore, SqlStore
from tests.support.campus import Campus


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def engine(request, tmp_path_factory):
    """An engine over each kind of database in turn, which is empty."""
    if request.param == "sqlite":
        url = migrated(f"sqlite:///{tmp_path_factory.mktemp('audit')}/enrollment.sqlite")
    else:
        url = emptied(request.getfixturevalue("postgresql_database"))
    engine = make_engine(url)
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def campus(engine):
    """A campus with a history, over it."""
    campus = Campus(SqlStore(engine))
    live_in(campus)
    return campus


@pytest.fixture(scope="module")
def remembered():
    """The same in memory, with its records."""
    records = MemoryRecords()
    campus = Campus(MemoryStore(records))
    live_in(campus)
    campus.records = records
    return campus
