"""Thousands of things done in any order, over memory and over PostgreSQL."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from enrollment.adapters.memory.records import MemoryRecords
from tests.campus.machine import CampusMachine
from tests.conftest import emptied
from tests.contract.stores import MemoryStore, SqlStore

QUIETLY = settings(
    deadline=None, derandomize=True, database=None, print_blob=False, suppress_health_check=list(HealthCheck)
)

pytestmark = pytest.mark.timeout(900)  # on a machine that does much else besides


def test_over_memory():
    run_state_machine_as_test(
        lambda: CampusMachine(MemoryStore(MemoryRecords())),
        settings=settings(QUIETLY, max_examples=200, stateful_step_count=50),
    )


@pytest.mark.postgresql
def test_over_postgresql_as_over_memory(postgresql_engine):
    def machine():
        emptied(postgresql_engine.url.render_as_string(hide_password=False))
        return CampusMachine(MemoryStore(MemoryRecords()), SqlStore(postgresql_engine))

    run_state_machine_as_test(machine, settings=settings(QUIETLY, max_examples=10, stateful_step_count=40))
