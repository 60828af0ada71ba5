"""enrollment catalog import."""

import tracemalloc
from datetime import date
from importlib.resources import files
from io import BytesIO

import pytest

from enrollment import settings, wiring
from enrollment.adapters.catalog_files import CsvCourseList
from enrollment.ports.catalog import CatalogQuery
from tests.support.catalog_file import CAMPUS, HEADER, ROW, a_file

DEMO = files("enrollment").joinpath("demo/catalog.csv")
ALL = CatalogQuery(drafts=True, limit=1000)


@pytest.fixture
def catalog(database_url, tmp_path):
    """The catalog on record."""
    system = wiring.System(settings.read({"enrollment.database_url": database_url}, {}, tmp_path))
    yield system.outside_transaction().catalog
    system.engine.dispose()


@pytest.fixture
def a_csv(tmp_path):
    """Write a file of rows, and return where it is."""

    def write(*rows, **about):
        path = tmp_path / "catalog.csv"
        path.write_bytes(a_file(*rows, **about))
        return path

    return write


def test_a_real_term_is_loaded_and_the_same_again_changes_nothing(done, ini, catalog):
    told = [done("catalog import", ini, DEMO, "--term", "SP22") for _ in range(2)]

    assert told == [
        "555 added, 0 changed, 0 unchanged (SP22)\n",
        "0 added, 0 changed, 555 unchanged (SP22)\n",
    ]
    assert catalog.search(ALL, None).total == 555


def test_what_differs_is_changed_and_what_is_not_named_stays(done, ini, catalog, a_csv):
    done("catalog import", ini, a_csv(ROW, ROW.replace("A01", "A02")), "--term", "SP27")

    told = done("catalog import", ini, a_csv(ROW.replace("60", "61")), "--term", "SP27")

    assert told == "0 added, 1 changed, 0 unchanged (SP27)\n"
    assert [item.course.max_participants for item in catalog.search(ALL, None).items] == [61, 60]


def test_one_bad_row_is_reported_and_nothing_is_loaded(run, ini, catalog, a_csv):
    result = run("catalog import", ini, a_csv(*[ROW] * 2, "COGS 2,,1,many,"), "--term", "SP27")

    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "line 3: COGS 1 A01 stands in line 2 already",
        "line 4, section: is empty",
        "line 4, total_seats: is not a number of seats: 'many'",
        "Error: 2 rows have faults; nothing was loaded",
    ]
    assert catalog.search(ALL, None).total == 0
    assert catalog.term("SP27") is None


def test_with_best_effort_the_other_rows_are_loaded(run, ini, catalog, a_csv):
    result = run("catalog import", ini, a_csv("COGS 2,,1,60,", ROW), "--term", "SP27", "--best-effort")

    assert (result.exit_code, result.stdout) == (0, "1 added, 0 changed, 0 unchanged, 1 left out (SP27)\n")
    assert result.stderr == "line 2, section: is empty\n"
    assert catalog.search(ALL, None).total == 1


def test_ten_thousand_sections_with_a_fault_in_the_last_leave_nothing_behind(run, ini, catalog, a_csv):
    rows = [ROW.replace("COGS 1", f"COGS {number}") for number in range(10_000)]

    assert run("catalog import", ini, a_csv(*rows, "x"), "--term", "SP27").exit_code == 1
    assert catalog.search(ALL, None).total == 0
    assert run("catalog import", ini, a_csv(*rows), "--term", "SP27").exit_code == 0
    assert catalog.search(ALL, None).total == 10_000


def test_reading_needs_no_more_memory_for_a_long_file_than_for_a_short_one():
    def peak(length):
        file = BytesIO(a_file(*[ROW] * length))
        tracemalloc.start()
        for _ in CsvCourseList(file, "SP27", CAMPUS).rows():
            pass
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    peak(2_000)  # which fills what is filled once
    assert peak(20_000) < 2 * peak(2_000)


def test_the_days_of_the_term_are_kept_until_told_otherwise(done, ini, catalog, a_csv):
    file, term = a_csv(ROW), ("--term", "SP27")
    done("catalog import", ini, file, *term, "--starts", "2027-03-29", "--ends", "2027-06-04")
    done("catalog import", ini, file, *term)

    kept = catalog.term("SP27")
    assert (kept.starts_on, kept.ends_on) == (date(2027, 3, 29), date(2027, 6, 4))


def test_without_a_term_it_is_the_one_on_record_unless_there_are_more(done, run, ini, a_csv):
    file = a_csv(ROW)
    done("catalog import", ini, file, "--term", "SP27")

    assert done("catalog import", ini, file) == "0 added, 0 changed, 1 unchanged (SP27)\n"
    done("catalog import", ini, file, "--term", "FA27")
    assert run("catalog import", ini, file).exit_code == 2


@pytest.mark.parametrize(
    "options",
    [
        ["--term", "no term"],
        ["--starts", "2027-03-29"],
        ["--starts", "2027-03-29", "--ends", "2027-03-28"],
        ["--starts", "29.3.2027", "--ends", "2027-06-04"],
    ],
)
def test_a_term_that_cannot_be_is_bad_usage(run, sqlite_ini, a_csv, options):
    assert run("catalog import", sqlite_ini, a_csv(ROW), *options).exit_code == 2


def test_a_file_with_another_header_is_reported_whole(run, sqlite_ini, a_csv):
    result = run("catalog import", sqlite_ini, a_csv(ROW, header=HEADER.replace("meetings", "times")))

    assert result.exit_code == 1
    assert result.stderr.splitlines()[:2] == [
        "line 1: the column meetings is missing",
        "line 1: the column 'times' is unknown",
    ]
