"""Somebody else is faster between the facts and the claim."""

from dataclasses import replace

import pytest

from enrollment.adapters.memory.register import MemoryRegister
from enrollment.application.enroll_student import EnrollStudent
from enrollment.domain.errors import CourseContended
from enrollment.domain.reasons import CourseFull
from tests.support.build import an_origin

ORIGIN = an_origin()


class Rivalled(MemoryRegister):
    """A register at which a rival takes the free seats before each of so many claims, and gives them back after it."""

    def __init__(self, records, rivals, *, keeping=False):
        super().__init__(records)
        self._rivals = rivals
        self._keeping = keeping

    def admit(self, enrollment, record, shared=None, *, locked=False):
        course = self._records.courses[enrollment.course_id]
        if self._rivals == 0:
            return super().admit(enrollment, record, shared)
        self._rivals -= 1
        self._records.courses[course.id] = replace(course, current_enrollment=course.max_participants)
        admitted = super().admit(enrollment, record, shared)
        if not self._keeping:
            self._records.courses[course.id] = course
        return admitted


@pytest.fixture
def enroll(made, records, known):
    """Enroll some student against a number of rivals."""

    def attempt(course, rivals, *, keeping=False):
        enroll_student = made(EnrollStudent, register=Rivalled(records, rivals, keeping=keeping))
        return enroll_student(known().id, course.id, key=None, origin=ORIGIN)

    return attempt


@pytest.mark.parametrize("rivals", [0, 1, 2])
def test_a_lost_race_is_decided_again_from_fresh_facts(enroll, offered, records, rivals):
    course = offered(max_participants=1)
    assert enroll(course, rivals).enrollment
    assert records.courses[course.id].current_enrollment == 1
    assert (len(records.log), len(records.receipts), len(records.outbox)) == (1, 1, 1)


def test_when_the_rival_keeps_the_seat_the_course_is_full(enroll, offered, records):
    receipt = enroll(offered(max_participants=1), 1, keeping=True)
    assert receipt.verdict.reasons == (CourseFull(1, 1),)
    assert (len(records.log), records.enrollments) == (1, {})


def test_three_lost_races_are_an_error_and_leave_nothing(enroll, offered, records):
    course = offered(max_participants=1)
    with pytest.raises(CourseContended):
        enroll(course, 3)
    assert (records.log, records.receipts, records.courses[course.id]) == ([], {}, course)
