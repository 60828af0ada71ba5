"""Submissions of many courses at once, in whatever order: nobody waits in a ring, and nobody gets more than allowed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import time

import pytest

from enrollment.domain.errors import CourseContended
from enrollment.domain.meetings import Day, Meeting
from enrollment.domain.rule_book import INSTITUTION
from enrollment.domain.submission import Mode
from tests.support.build import NOON, a_course, a_student, an_origin

THREADS = 8


@pytest.fixture
def submit(system):
    """Submit courses in a transaction of its own that is tried once; tell what came of each, or what was raised."""

    def asking(student, *courses, mode=Mode.BEST_EFFORT):
        try:
            with system.transactions.manager:
                lines = system.in_transaction().submit_courses(
                    student.id, [course.id for course in courses], mode=mode, key=None, origin=an_origin()
                )
        except CourseContended as error:
            return error
        return [bool(line.receipt and line.receipt.enrollment) for line in lines]

    return asking


@pytest.fixture
def at_once():
    """Do the acts in as many threads."""

    def do(*acts):
        with ThreadPoolExecutor(len(acts)) as threads:
            return [done.result() for done in [threads.submit(act) for act in acts]]

    return do


def test_opposite_orders_do_not_wait_in_a_ring(submit, at_once, on_offer, on_record):
    courses = [on_offer(a_course(max_participants=None)) for _ in range(6)]
    students = [on_record(a_student()) for _ in range(THREADS * 3)]
    orders = [courses, courses[::-1]]

    for round_ in range(3):
        group = students[round_ * THREADS : (round_ + 1) * THREADS]
        acts = [lambda s=student, n=number: submit(s, *orders[n % 2]) for number, student in enumerate(group)]
        assert at_once(*acts) == [[True] * 6] * THREADS


def test_what_one_student_asks_for_in_two_submissions_at_once_is_judged_together(
    submit, at_once, on_offer, on_record, system
):
    said = {INSTITUTION: {"refuse_conflicts": True}}
    system.outside_transaction().rule_sets.publish(said, after=0, by="the registrar", at=NOON)
    for hour in range(8, 12):
        meeting = Meeting(kind="LE", days=(Day.MONDAY,), starts=time(hour), ends=time(hour, 50))
        one, two = (on_offer(a_course(meetings=(meeting,))) for _ in range(2))
        ada = on_record(a_student())

        got = at_once(lambda a=ada, c=one: submit(a, c), lambda a=ada, c=two: submit(a, c))

        assert sorted(got) == [[False], [True]]


def test_all_or_nothing_never_leaves_half(submit, at_once, on_offer, on_record, system):
    first, second = (on_offer(a_course(max_participants=3)) for _ in range(2))
    students = [on_record(a_student()) for _ in range(THREADS)]

    at_once(
        *[
            lambda s=student, n=number: submit(s, *(first, second)[:: 1 - 2 * (n % 2)], mode=Mode.ALL_OR_NOTHING)
            for number, student in enumerate(students)
        ]
    )

    enrollments = system.outside_transaction().enrollments
    held = [len(enrollments.of(student.id, live_only=True)) for student in students]
    assert set(held) <= {0, 2}
    assert held.count(2) <= 3
