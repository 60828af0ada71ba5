"""The port Register: many at once. The races themselves are raced first without the guard, to see them lost."""

from contextlib import nullcontext
from datetime import timedelta
from time import sleep

import pytest

from enrollment.adapters.memory.records import MemoryRecords
from enrollment.adapters.memory.register import MemoryRegister
from tests.contract.given import a_known_student, admitted, an_offered_course, asked
from tests.contract.stores import MemoryStore, race
from tests.support.build import NOON, a_receipt, a_record

STUDENTS, SEATS = 20, 3


def admissions(course, students):
    """One act a student: ask for a seat in the course."""
    claims = [asked(course, student) for student in students]
    return [lambda ports, claim=claim: ports.register.admit(*claim) for claim in claims]


def raced(store):
    """Let twenty students race for three seats, and return the answers and what the counter says then."""
    course = an_offered_course(store.ports, max_participants=SEATS)
    students = [a_known_student(store.ports) for _ in range(STUDENTS)]
    answers = race(store, *admissions(course, students))
    held = sum(len(store.ports.enrollments.of(student.id)) for student in students)
    return answers, held, store.ports.catalog.find(course.id).current_enrollment


class BlindRegister(MemoryRegister):
    """A register that does not look whether there is a seat."""

    def _has_seat(self, *seat):
        return True


class SlowRegister(MemoryRegister):
    """A register that looks, and by the time it writes what it saw is no longer so."""

    def _has_seat(self, *seat):
        answer = super()._has_seat(*seat)
        sleep(0.05)
        return answer


@pytest.mark.parametrize(("careless", "lock"), [(BlindRegister, None), (SlowRegister, nullcontext())])
def test_without_the_guard_or_without_the_lock_the_race_oversells(careless, lock):
    records = MemoryRecords(lock=lock) if lock else MemoryRecords()
    store = MemoryStore(records, register=careless(records))

    answers, held, _ = raced(store)

    assert answers.count(True) == held > SEATS


def test_exactly_as_many_are_admitted_as_there_are_seats(store):
    answers, held, counted = raced(store)

    assert (answers.count(True), answers.count(False)) == (SEATS, STUDENTS - SEATS), answers
    assert held == counted == SEATS


def test_of_one_students_requests_at_once_one_takes_a_seat(store, ports, student):
    course = an_offered_course(ports)

    answers = race(store, *admissions(course, [student] * 5))

    assert answers.count(True) == 1
    assert all(answer is False or isinstance(answer, store.conflicts) for answer in answers if answer is not True)
    assert ports.catalog.find(course.id).current_enrollment == len(ports.enrollments.of(student.id)) == 1


def test_of_one_students_drops_at_once_one_frees_the_seat(store, ports, course, student):
    admitted(ports, course, a_known_student(ports))
    ended = admitted(ports, course, student).dropped(NOON)
    records = [a_record(receipt=a_receipt(enrollment=ended)) for _ in range(5)]

    answers = race(store, *(lambda ports, record=record: ports.register.release(ended, record) for record in records))

    assert sorted(answers) == [False] * 4 + [True]
    assert ports.catalog.find(course.id).current_enrollment == 1


def test_the_audit_finds_nothing_wrong_after_a_race(store):
    raced(store)

    assert not list(store.ports.audit.violations(NOON + timedelta(days=3)))
