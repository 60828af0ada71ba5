"""What the institution knows of a student is kept whole."""

from dataclasses import replace

from enrollment.domain.academic_record import NO_RECORD, AcademicRecord, Act, CompletedItem, Hold, ItemKind
from tests.contract.given import a_known_student
from tests.contract.stores import race
from tests.support.build import NOON

RECORD = AcademicRecord(
    standing="junior",
    programme="COGS-BS",
    cohort="2023",
    completed=(
        CompletedItem(code="MATH 20A", grade="B-", term="FA21"),
        CompletedItem(code="AP CALCULUS BC", grade="5", kind=ItemKind.TEST),
        CompletedItem(code="COGS 14A", term="SP22", in_progress=True),
    ),
    holds=(Hold(owner="the bursar", note="fees", blocks=frozenset({Act.ENROLL, Act.DROP}), expires_at=NOON),),
)


def test_a_student_never_put_on_record_has_an_empty_one(ports, student):
    assert ports.academic_records.of(student.id) == NO_RECORD


def test_a_record_comes_back_as_it_was_put(ports, student):
    assert ports.academic_records.put(student.id, RECORD)
    assert ports.academic_records.of(student.id) == RECORD


def test_the_same_record_again_changes_nothing(ports, student):
    ports.academic_records.put(student.id, RECORD)
    assert not ports.academic_records.put(student.id, RECORD)


def test_a_later_record_takes_the_place_of_the_one_before(ports, student):
    ports.academic_records.put(student.id, RECORD)
    later = replace(RECORD, standing="senior", holds=())
    assert ports.academic_records.put(student.id, later)
    assert ports.academic_records.of(student.id) == later


def test_each_student_has_a_record_of_their_own(ports, student):
    other = a_known_student(ports, email="other@example.edu")
    ports.academic_records.put(student.id, RECORD)
    assert ports.academic_records.of(other.id) == NO_RECORD


def test_some_members_are_put_while_the_others_stay_as_they_are(ports, student):
    ports.academic_records.put(student.id, RECORD)
    assert ports.academic_records.put(student.id, AcademicRecord(standing="senior"), only={"standing"})
    assert ports.academic_records.of(student.id) == replace(RECORD, standing="senior")
    assert not ports.academic_records.put(student.id, AcademicRecord(standing="senior"), only={"standing"})


def test_of_a_new_record_only_those_members_are_put(ports, student):
    assert ports.academic_records.put(student.id, RECORD, only={"completed", "holds"})
    assert ports.academic_records.of(student.id) == AcademicRecord(completed=RECORD.completed, holds=RECORD.holds)


def test_two_who_put_different_members_at_once_lose_nothing(store, ports, student):
    race(
        store,
        lambda p: p.academic_records.put(student.id, RECORD, only={"completed"}),
        lambda p: p.academic_records.put(student.id, RECORD, only={"holds"}),
    )
    assert ports.academic_records.of(student.id) == AcademicRecord(completed=RECORD.completed, holds=RECORD.holds)
