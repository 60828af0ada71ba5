"""Whatever is broken on record is told by its name, and nothing else is told."""

from contextlib import suppress

import pytest

from enrollment.adapters.sql.invariants import INVARIANTS
from enrollment.adapters.sql.snapshot import Snapshot
from enrollment.application.audit_records import AuditRecords
from tests.audit import breaking_memory
from tests.audit.breaking import BREAKS
from tests.contract.stores import Ports
from tests.support.composed import composed


class Undone(Exception):
    """Has what was done to the records be undone."""


OF_THE_CORE = {"path", "last-word", "swap-is-whole", "schedule", "no-jumping", "no-idle-seat"}


@pytest.fixture
def told_of(campus, engine):
    """The names of what the audit tells once something was done on record, which is undone."""

    def told_of(*breaks):
        with engine.connect() as connection:
            for one in breaks:
                one(connection)
            audit = composed(AuditRecords, Ports.over("sql", Snapshot(connection)), campus.clock)
            return {line.partition(":")[0] for line in audit()}

    return told_of


def test_there_is_a_way_to_break_each():
    assert {name.partition(",")[0] for name in BREAKS} == INVARIANTS.keys() | OF_THE_CORE


def test_as_long_as_nothing_is_broken_nothing_is_told(told_of):
    assert told_of() == set()


@pytest.mark.parametrize("name", BREAKS)
def test_what_is_broken_is_told_by_its_name_alone(told_of, name):
    assert told_of(BREAKS[name]) == {name.partition(",")[0]}


def test_of_two_both_are_told(told_of):
    assert told_of(BREAKS["schedule"], BREAKS["no-idle-seat"]) == {"schedule", "no-idle-seat"}


@pytest.mark.parametrize("name", breaking_memory.BREAKS)
def test_what_is_broken_in_memory_is_told_by_its_name(remembered, name):
    told = []
    with suppress(Undone), remembered.records.transaction():
        breaking_memory.BREAKS[name](remembered.records)
        told += {line.partition(":")[0] for line in remembered.violations()}
        raise Undone
    # Where it says two, one cannot be broken without the other; else what follows the comma tells ways apart.
    assert set(told) == {part for part in name.split(", ") if part in BREAKS}
