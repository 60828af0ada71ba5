"""Several courses asked for at once, an answer a line."""

from dataclasses import replace

import pytest

from enrollment.adapters.memory.plans import MemoryPlans
from enrollment.adapters.memory.register import MemoryRegister
from enrollment.application.submit_courses import SubmitCourses
from enrollment.domain.errors import CourseContended, KeyReused
from enrollment.domain.submission import Mode
from enrollment.ports.plans import PlanLine
from tests.support.build import NOON, a_course, a_key, an_origin


@pytest.fixture
def plans(records):
    """The plans on record."""
    return MemoryPlans(records)


@pytest.fixture
def submit(made, known):
    """Submit courses for one student, with the best effort unless told otherwise."""
    submit_courses, ada = made(SubmitCourses), known()

    def asking(*courses, mode=Mode.BEST_EFFORT, key=None):
        ids = [course.id for course in courses]
        return submit_courses(ada.id, ids, mode=mode, key=key, origin=an_origin())

    asking.student = ada
    return asking


def outcomes(lines):
    return [line.receipt and bool(line.receipt.enrollment) for line in lines]


def test_what_can_be_had_is_granted_and_the_rest_is_refused_with_its_reasons(submit, offered, records):
    free, full = offered(), offered(max_participants=0)
    lines = submit(full, free)
    assert [line.course_id for line in lines] == [full.id, free.id]
    assert outcomes(lines) == [False, True]
    assert sorted(entry.details["outcome"] for entry in records.log) == ["approved", "refused"]


def test_all_or_nothing_grants_none_where_one_is_refused_and_keeps_that_refusal_alone(submit, offered, records):
    free, full = offered(), offered(max_participants=0)
    assert outcomes(submit(free, full, mode=Mode.ALL_OR_NOTHING)) == [None, False]
    assert (len(records.receipts), len(records.log), records.enrollments) == (1, 1, {})


def test_all_or_nothing_grants_all_where_nothing_stands_against_any(submit, offered, records):
    assert outcomes(submit(offered(), offered(), mode=Mode.ALL_OR_NOTHING)) == [True, True]
    assert len(records.enrollments) == 2


def test_a_course_that_is_none_is_refused_like_any_other(submit, offered):
    free = offered()
    assert outcomes(submit(a_course(), free)) == [False, True]


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("seats", [(30, 30, 30), (30, 0, 30), (0, 30, 30), (0, 0, 30)])
def test_the_same_key_again_gets_the_same_receipts_and_nothing_more(submit, offered, records, mode, seats):
    courses, key = [offered(max_participants=most) for most in seats], a_key()
    first = submit(*courses, mode=mode, key=key)
    left = (len(records.receipts), len(records.log), len(records.enrollments))
    assert submit(*courses, mode=mode, key=key) == first
    assert (len(records.receipts), len(records.log), len(records.enrollments)) == left


@pytest.mark.parametrize("overlap", [True, False])
def test_the_key_with_other_courses_is_an_error_whether_or_not_they_overlap(submit, offered, records, overlap):
    first, second, key = offered(), offered(), a_key()
    submit(first, key=key)
    again = [second, first] if overlap else [second]
    with pytest.raises(KeyReused):
        submit(*again, key=replace(key, fingerprint="0" * 64))
    assert len(records.enrollments) == 1


def test_the_courses_granted_leave_the_plan_and_the_others_stay(submit, offered, plans):
    courses = [offered(), offered(max_participants=0), offered()]
    plans.put(
        submit.student.id,
        [PlanLine(course_id=course.id, priority=place, added_at=NOON) for place, course in enumerate(courses, start=1)],
    )
    submit(*courses[:2])
    assert [line.course_id for line in plans.lines(submit.student.id)] == [course.id for course in courses[1:]]


class Rivalled(MemoryRegister):
    """A register at which somebody is always faster."""

    def admit(self, enrollment, record, shared=None, *, locked=False):
        return False


def test_where_somebody_is_faster_the_whole_is_to_be_undone(made, records, known, offered):
    submit = made(SubmitCourses, register=Rivalled(records))
    with pytest.raises(CourseContended):
        submit(known().id, [offered().id], mode=Mode.BEST_EFFORT, key=None, origin=an_origin())


def test_seats_are_taken_in_one_order_whatever_the_priorities(submit, offered, records):
    courses = [offered() for _ in range(6)]
    submit(*courses)
    taken = [enrollment.course_id for enrollment in records.enrollments.values()]
    assert taken == sorted(taken)
