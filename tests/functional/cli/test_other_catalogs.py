"""enrollment catalog import, of other universities' files: each as it was found, with every row."""

import gzip
from datetime import date, time

import pytest

from enrollment import settings, wiring
from enrollment.domain.meetings import Day, Meeting
from enrollment.ports.catalog import CatalogQuery
from tests.support.catalog_file import ROW, a_file
from tests.support.other_catalogs import HKUST, RPI, UCSD, a_hkust_file, rewritten

FILES = [
    pytest.param(UCSD, 8507, "SP22", id="ucsd"),  # 8,533 rows, of which 26 repeat a section
    pytest.param(HKUST, 2893, "2330", id="hkust"),
    pytest.param(RPI, 2224, "FA24", id="rpi"),  # 2,667 rows, one for each meeting
]


@pytest.fixture
def catalog(database_url, tmp_path):
    """The catalog on record."""
    system = wiring.System(settings.read({"enrollment.database_url": database_url}, {}, tmp_path))
    yield system.outside_transaction().catalog
    system.engine.dispose()


@pytest.fixture
def a_named(tmp_path):
    """Write a file of that name, and return where it is."""

    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


def found(catalog, code):
    """The courses on record by that code."""
    return [item.course for item in catalog.search(CatalogQuery(q=code, limit=100), None).items]


@pytest.mark.parametrize(("file", "sections", "term"), FILES)
def test_every_section_is_loaded_and_the_same_again_changes_nothing(done, ini, catalog, file, sections, term):
    told = [done("catalog import", ini, file) for _ in range(2)]

    assert told == [
        f"{sections} added, 0 changed, 0 unchanged ({term})\n",
        f"0 added, 0 changed, {sections} unchanged ({term})\n",
    ]
    assert catalog.search(CatalogQuery(drafts=True), None).total == sections


def test_read_as_our_own_the_rows_that_repeat_a_section_are_faults(run, sqlite_ini):
    options = ("--format", "csv", "--term", "SP22", "--best-effort")
    result = run("catalog import", sqlite_ini, UCSD, *options)

    assert result.stdout == "8507 added, 0 changed, 0 unchanged, 26 left out (SP22)\n"
    assert len(result.stderr.splitlines()) == 26
    assert run("catalog import", sqlite_ini, UCSD, *options[:-1]).exit_code == 1


def test_a_course_of_hkust_has_its_meetings_dates_and_seats(done, ini, catalog):
    done("catalog import", ini, HKUST)

    (course,) = found(catalog, "ISOM 3340")
    first, *_, last = course.meetings
    assert (course.name, course.units, course.max_participants) == ("ISOM 3340 L1", "1", 60)
    assert (first.days, first.starts_on, first.ends_on) == (
        (Day.MONDAY, Day.WEDNESDAY),
        date(2024, 1, 31),
        date(2024, 2, 2),
    )
    assert (last.days, last.on, last.starts, last.room) == ((), date(2024, 3, 25), time(12), "G021, LSK Bldg")
    assert catalog.term("2330").name == "2023-24 Spring"


def test_a_course_of_rpi_has_all_its_meetings(done, ini, catalog):
    done("catalog import", ini, RPI)

    (course,) = [course for course in found(catalog, "CSCI 1100") if course.section == "01"]
    whole = {"starts_on": date(2024, 8, 28), "ends_on": date(2024, 12, 20)}
    assert course.title == "Computer Science I"
    assert course.meetings[1:] == (
        Meeting(
            kind="LE",
            days=(Day.TUESDAY,),
            starts=time(10),
            ends=time(11, 50),
            room="Pittsburgh Building 5114",
            **whole,
        ),
        Meeting(kind="LE", days=(Day.THURSDAY,), starts=time(18), ends=time(19, 50), room=None, **whole),
    )


def test_a_section_of_ucsd_in_two_rows_has_the_meetings_of_both(done, ini, catalog):
    done("catalog import", ini, UCSD)

    (course,) = [course for course in found(catalog, "LISP 1AX") if course.section == "001"]
    assert [meeting.kind for meeting in course.meetings] == ["DI", "FI"]
    assert found(catalog, "AIP 97")[0].max_participants is None


def test_titles_come_with_the_list_of_courses(done, sqlite_ini, a_named):
    listed = "department,course_number,course_name,units,description\nCOGS,COGS 1,Mind,4,\n"
    courses = a_named("courses.csv.gz", gzip.compress(listed.encode()))
    sections = a_named("sections_SP22.csv", a_file(ROW))
    done("catalog import", sqlite_ini, sections)

    assert done("catalog import", sqlite_ini, sections, "--courses", courses) == (
        "0 added, 1 changed, 0 unchanged (SP22)\n"
    )


@pytest.mark.parametrize("best_effort", [[], ["--best-effort"]])
@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("sections.csv.gz", a_file(ROW), "the file is called .gz, but is not compressed with gzip"),
        ("sections.csv", UCSD.read_bytes()[:50_000], "the compressed file ends in the middle: it was cut off"),
        ("x.json", rewritten(HKUST, lambda content: content[:100_000]), "is no JSON, or was cut off"),
        ("x.json", b'{"sections": []}', "has 0 lists of courses where there should be one"),
        ("x.csv", rewritten(RPI, lambda content: content.replace(b"semester", b"season", 1)), "season"),
        ("x.csv", a_file(ROW).decode().encode("utf-16"), "the header is not in UTF-8"),
        ("x.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "the header is not in UTF-8"),
    ],
)
def test_a_file_with_other_content_is_told_and_loads_nothing(
    run, sqlite_ini, a_named, name, content, told, best_effort
):
    result = run("catalog import", sqlite_ini, a_named(name, content), "--term", "SP22", *best_effort)

    assert result.exit_code == 1
    assert told in result.stderr
    assert result.stderr.endswith("nothing was loaded\n")
    again = run("catalog import", sqlite_ini, a_named("one.csv", a_file(ROW)), "--term", "SP22")
    assert again.stdout == "1 added, 0 changed, 0 unchanged (SP22)\n"


def test_one_bad_section_is_reported_and_the_others_are_loaded_on_request_only(run, sqlite_ini, a_named):
    file = a_named("x.json", a_hkust_file({}, {"section": "L2", "quota": "many"}, {}))
    refused = run("catalog import", sqlite_ini, file)
    loaded = run("catalog import", sqlite_ini, file, "--best-effort")

    assert refused.stderr.splitlines() == [
        "section 2, ACCT 1010 L2 quota: is not a number of seats: 'many'",
        "section 3: ACCT 1010 L1 stands in section 1 already",
        "Error: 2 rows have faults; nothing was loaded",
    ]
    assert loaded.stdout == "1 added, 0 changed, 0 unchanged, 2 left out (2330)\n"


def test_titles_for_another_format_are_bad_usage(run, sqlite_ini, a_named):
    assert run("catalog import", sqlite_ini, HKUST, "--courses", HKUST).exit_code == 2
