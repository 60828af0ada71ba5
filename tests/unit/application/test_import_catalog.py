"""ImportCatalog, over memory."""

from dataclasses import replace

import pytest

from enrollment.adapters.memory.catalog import MemoryCatalog
from enrollment.adapters.memory.records import MemoryRecords
from enrollment.application.import_catalog import ImportCatalog, ListUnreadable, RowsFaulty
from enrollment.domain.catalog import Term
from enrollment.ports.catalog import Loaded
from enrollment.ports.course_list import Fault, Row
from tests.support.build import NOON, a_course

TERM = Term(code="SP26", name="Spring 2026")
BAD = Row(line=9, faults=(Fault(line=9, column="course", problem="is empty"), Fault(line=9, problem="is bad")))


def a_row(line, **about):
    """A row without faults."""
    return Row(line=line, course=a_course(**about))


@pytest.fixture
def catalog():
    return MemoryCatalog(MemoryRecords())


@pytest.fixture
def load(catalog):
    """Import rows, and return what was loaded and what was reported."""

    def load(*rows, term=TERM, best_effort=False):
        reported = []
        return ImportCatalog(catalog=catalog)(term, rows, best_effort=best_effort, report=reported.append), reported

    return load


def test_every_course_is_loaded_and_the_same_again_changes_nothing(load, catalog):
    rows = [a_row(2), a_row(3)]

    assert load(*rows)[0].loaded == Loaded(added=2, changed=0, unchanged=0)
    assert load(*rows)[0].loaded == Loaded(added=0, changed=0, unchanged=2)
    assert catalog.find(rows[0].course.id) == rows[0].course


def test_one_fault_is_enough_to_load_nothing_more(catalog):
    reported = []
    with pytest.raises(RowsFaulty) as error:
        ImportCatalog(catalog=catalog)(TERM, [BAD, a_row(10)], best_effort=False, report=reported.append)

    assert error.value.count == 1
    assert reported == list(BAD.faults)
    assert not catalog.filters().subjects


@pytest.mark.parametrize("best_effort", [False, True])
def test_a_list_that_breaks_off_is_never_loaded(load, best_effort):
    with pytest.raises(ListUnreadable):
        load(a_row(2), replace(BAD, is_last=True), best_effort=best_effort)


def test_with_best_effort_only_rows_with_faults_are_left_out(load):
    imported, reported = load(a_row(2), BAD, a_row(10), best_effort=True)

    assert (imported.loaded.added, imported.left_out) == (2, 1)
    assert reported == list(BAD.faults)


def test_a_course_that_stands_in_the_list_twice_is_a_fault_of_the_second(load):
    first = a_row(2, section="A01")
    second = Row(line=7, course=replace(first.course, title="Another"))

    imported, reported = load(first, second, best_effort=True)

    assert imported.loaded.added == 1
    assert [str(fault) for fault in reported] == ["line 7: COGS 1 A01 stands in line 2 already"]


def test_a_new_term_is_put_on_record(load, catalog):
    load(a_row(2))

    assert catalog.term("SP26") == TERM


def test_what_is_known_of_a_term_stays_unless_its_days_are_told(load, catalog):
    dated = replace(TERM, starts_on=NOON.date(), ends_on=NOON.date())
    load(term=dated)
    load(term=TERM)

    assert catalog.term("SP26") == dated
    load(term=replace(dated, name="Another"))
    assert catalog.term("SP26").name == "Another"
