"""enrollment records import."""

import pytest

from enrollment import settings, wiring
from enrollment.domain.academic_record import AcademicRecord, CompletedItem
from tests.support.build import a_student, an_account

STUDENTS = "email,standing,programme,cohort\nada@example.edu,junior,CG25,2023\n"
ITEMS = (
    "email,code,grade,term,kind,in_progress\nada@example.edu,MATH 10A,B+,FA20,,\nada@example.edu,COGS 18,,WI22,,yes\n"
)


@pytest.fixture
def record(database_url, tmp_path):
    """The record of Ada, who is a student."""
    system = wiring.System(settings.read({"enrollment.database_url": database_url}, {}, tmp_path))
    application = system.outside_transaction()
    ada = a_student(email="ada@example.edu")
    application.accounts.add(an_account(user=ada))
    yield lambda: application.academic_records.of(ada.id)
    system.engine.dispose()


@pytest.fixture
def file(tmp_path):
    """Write a file."""

    def written(text):
        path = tmp_path / "records.csv"
        path.write_text(text)
        return path

    return written


def test_both_lists_are_loaded_and_the_same_twice_changes_nothing(done, ini, file, record):
    for text in (STUDENTS, ITEMS):
        assert done("records import", ini, file(text)) == "1 changed, 0 unchanged\n"
        assert done("records import", ini, file(text)) == "0 changed, 1 unchanged\n"
    assert record() == AcademicRecord(
        standing="junior",
        programme="CG25",
        cohort="2023",
        completed=(
            CompletedItem(code="MATH 10A", grade="B+", term="FA20"),
            CompletedItem(code="COGS 18", term="WI22", in_progress=True),
        ),
    )


def test_one_fault_is_enough_to_load_nothing(run, ini, file, record):
    result = run("records import", ini, file(ITEMS + "nobody@example.edu,X 1,,,,\n"))
    assert result.exit_code == 1
    assert "line 4, email: belongs to no student: 'nobody@example.edu'" in result.stderr
    assert "one row has faults; nothing was loaded" in result.stderr
    assert record() == AcademicRecord()


def test_with_best_effort_the_others_are_loaded(done, ini, file, record):
    told = done("records import", ini, file(ITEMS + "nobody@example.edu,X 1,,,,\n"), "--best-effort")
    assert told == "1 changed, 0 unchanged, 1 row left out\n"
    assert len(record().completed) == 2


def test_a_file_that_is_none_loads_nothing(run, sqlite_ini, file):
    result = run("records import", sqlite_ini, file("email;code\n"), "--best-effort")
    assert result.exit_code == 1
    assert "separated by semicolons" in result.stderr
