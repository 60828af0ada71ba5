"""A student system's list, row by row: loaded or reported."""

import io

import pytest

from enrollment.adapters.catalog_files.student_records import CsvRecordList
from enrollment.adapters.memory.academic_records import MemoryAcademicRecords
from enrollment.adapters.memory.activity_log import MemoryActivityLog
from enrollment.adapters.memory.rule_sets import MemoryRuleSets
from enrollment.application.import_catalog import ListUnreadable, RowsFaulty
from enrollment.application.import_records import ImportRecords
from enrollment.domain.academic_record import AcademicRecord, CompletedItem, Hold, ItemKind
from enrollment.domain.grades import LETTER_GRADES
from enrollment.domain.rule_book import INSTITUTION
from tests.support.build import NOON, a_staff_member, a_student, an_origin

HEADER = "email,code,grade,term,kind,in_progress\n"
HOLD = Hold(owner="the bursar", note="fees are unpaid")


@pytest.fixture
def people(known):
    """Two students, and a member of staff."""
    for name in ("ada", "mary"):
        known(a_student(email=f"{name}@example.edu"))
    known(a_staff_member(email="grace@example.edu"))


@pytest.fixture
def load(records, accounts, clock, people):
    """Load a file; return how many were changed, stayed and were left out, and what was reported."""
    use_case = ImportRecords(
        accounts=accounts,
        academic_records=MemoryAcademicRecords(records),
        rule_sets=MemoryRuleSets(records),
        activity_log=MemoryActivityLog(records),
        clock=clock,
    )

    def loaded(text, *, best_effort=False):
        said = []
        rows = CsvRecordList(io.BytesIO(text if isinstance(text, bytes) else text.encode())).rows()
        done = use_case(rows, best_effort=best_effort, report=lambda fault: said.append(str(fault)), origin=an_origin())
        return (done.changed, done.unchanged, done.left_out), said

    return loaded


@pytest.fixture
def refused(load):
    """Load a file of which nothing may be loaded; return why, and what was reported."""

    def tried(text, kind=RowsFaulty, **options):
        said = []
        with pytest.raises(kind) as error:
            said = load(text, **options)
        return str(error.value), said

    return tried


@pytest.fixture
def record(records, accounts):
    """The record of whoever is called so."""
    return lambda name: MemoryAcademicRecords(records).of(accounts.find(f"{name}@example.edu").user.id)


def test_where_students_belong_is_loaded_and_the_rest_of_their_record_stays(load, record, records, accounts):
    ada = accounts.find("ada@example.edu").user.id
    items = (CompletedItem(code="MATH 10A", grade="B"),)
    MemoryAcademicRecords(records).put(ada, AcademicRecord(standing="sophomore", completed=items, holds=(HOLD,)))
    counts, said = load("Email,Standing,Programme,Cohort\n Ada@Example.edu ,junior,CG25,2023\n")
    assert (counts, said) == ((1, 0, 0), [])
    assert record("ada") == AcademicRecord(
        standing="junior", programme="CG25", cohort="2023", completed=items, holds=(HOLD,)
    )


def test_what_students_have_completed_replaces_all_they_had(load, record, records, accounts):
    ada = accounts.find("ada@example.edu").user.id
    MemoryAcademicRecords(records).put(ada, AcademicRecord(completed=(CompletedItem(code="OLD 1"),), holds=(HOLD,)))
    counts, _ = load(
        HEADER
        + "ada@example.edu,MATH  10A,B+,FA20,,\nada@example.edu,AP Calculus AB,,,Test,no\n"
        + "mary@example.edu,COGS 14A,,WI22,course,yes\n"
    )
    assert counts == (2, 0, 0)
    calculus = CompletedItem(code="AP Calculus AB", kind=ItemKind.TEST)
    completed = (CompletedItem(code="MATH 10A", grade="B+", term="FA20"), calculus)
    assert record("ada") == AcademicRecord(completed=completed, holds=(HOLD,))
    assert record("mary").completed == (CompletedItem(code="COGS 14A", term="WI22", in_progress=True),)


def test_the_same_file_twice_changes_nothing_and_is_logged_once(load, records):
    text = HEADER + "ada@example.edu,MATH 10A,B+,FA20,,\n"
    assert [load(text)[0], load(text)[0]] == [(1, 0, 0), (0, 1, 0)]
    assert [(entry.action, entry.details["changed"]) for entry in records.log] == [("records_imported", 1)]


FAULTY = {
    "nobody@example.edu,MATH 10A,B,,,": "line 2, email: belongs to no student: 'nobody@example.edu'",
    "grace@example.edu,MATH 10A,B,,,": "line 2, email: belongs to no student: 'grace@example.edu'",
    "ada@example.edu,MATH 10A,B,,exam,": "line 2, kind: is none of course, transfer, test: 'exam'",
    "ada@example.edu,MATH 10A,B,,,perhaps": "line 2, in_progress: is neither true nor false: 'perhaps'",
    "ada@example.edu,,B,,,": "line 2, code: is empty",
    ",MATH 10A,B,,,": "line 2, email: is empty",
    "ada@example.edu,MATH 10A": "line 2: has 2 cells where the header has 6; a cell with commas needs quotes",
    "ada@example.edu,X,,FA20,,\nada@example.edu,X,B,FA20,,": "line 3, code: stands there already for that term: 'X'",
    "ada@example.edu,X,,,,\nmary@example.edu,X,,,,\nADA@example.edu,Y,,,,": (
        "line 4, email: is that of rows that end before; see line 2"
    ),
}


@pytest.mark.parametrize("rows", FAULTY, ids=FAULTY.values())
def test_a_row_that_cannot_be_loaded_is_reported_with_its_reason_and_its_student_left_out(load, records, rows):
    (_, _, left_out), said = load(HEADER + rows + "\n", best_effort=True)
    assert said == [FAULTY[rows]]
    assert left_out >= 1
    assert all("Y" not in str(kept) for kept in records.academic_records.values())


@pytest.mark.parametrize("rows", FAULTY, ids=FAULTY.values())
def test_without_best_effort_one_fault_is_enough_for_none(refused, rows):
    why, _ = refused(HEADER + rows + "\n")
    assert why.endswith(("has faults", "have faults"))


def test_a_grade_is_one_of_the_institutions_once_rules_are_published(load, records):
    text = HEADER + "ada@example.edu,MATH 10A,E,,,\nada@example.edu,MATH 10B,P,,,\n"
    assert load(text)[0] == (1, 0, 0)
    MemoryRuleSets(records).publish({INSTITUTION: {"grades": LETTER_GRADES}}, after=0, by="", at=NOON)
    counts, said = load(text, best_effort=True)
    assert (counts, said) == ((0, 0, 2), ["line 2, grade: is no grade of the institution: 'E'"])


def test_beside_a_row_nobody_can_read_both_neighbours_keep_what_they_had(load, record):
    text = HEADER + "ada@example.edu,X,,,,\nada@exa\nmary@example.edu,X,,,,\n"
    counts, said = load(text, best_effort=True)
    assert (counts, len(said)) == ((0, 0, 3), 1)
    assert record("ada") == record("mary") == AcademicRecord()


UNREADABLE = {
    "nothing": b"",
    "another list": b"email,shoe_size\nada@example.edu,42\n",
    "no UTF-8": "\ufeffemail;code\n".encode("utf-16"),
    "a line without an end": HEADER.encode() + b"x" * ((1 << 20) + 1),
}


@pytest.mark.parametrize("text", UNREADABLE.values(), ids=UNREADABLE)
def test_of_a_file_that_cannot_be_read_nothing_is_loaded(refused, records, text):
    refused(text, ListUnreadable, best_effort=True)
    assert not records.academic_records


def test_a_long_list_is_read_as_it_is_loaded(load, records):
    rows = (f"ada@example.edu,X {number},,,,\n" for number in range(2000))
    assert load(HEADER + "".join(rows))[0] == (1, 0, 0)
    (kept,) = records.academic_records.values()
    assert len(kept.completed) == 2000
