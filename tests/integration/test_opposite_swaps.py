"""Eight at once swap seats between the same courses, in opposite directions: never neither, never both, and no ring.

``OPPOSITE_SWAPS`` is how many swaps are made; a thousand unless it says otherwise.
"""

import logging
import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from random import Random
from time import sleep

import pytest
from sqlalchemy import text

from enrollment.domain.errors import CourseContended, EnrollmentUnknown, StudentBusy
from enrollment.domain.pools import SharedCapacity
from enrollment.domain.waitlist_errors import EntryUnknown
from tests.contract.given import divided
from tests.contract.stores import SqlStore
from tests.support.campus import Campus

log = logging.getLogger(__name__)
SWAPS = int(os.environ.get("OPPOSITE_SWAPS", "1000"))
# What another does first: the last, where the seat was swapped already as the student's turn came in line.
RACES = (CourseContended, StudentBusy, EnrollmentUnknown, EntryUnknown)
CONNECTIONS, STUDENTS_EACH, SEATS = 8, 3, 7
DEADLOCKS = text("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
pytestmark = [pytest.mark.postgresql, pytest.mark.timeout(60 + SWAPS // 5)]


@pytest.fixture
def campus(postgresql_engine):
    """A campus on PostgreSQL."""
    return Campus(SqlStore(postgresql_engine))


@pytest.fixture
def courses(campus):
    """Four courses with hardly more seats than there are students; the last two share theirs."""
    courses = [campus.course(SEATS) for _ in range(4)]
    both = SharedCapacity(name="SP26 both", max_participants=2 * SEATS - 1)
    return [*courses[:2], *(divided(campus.store, course, shared=both) for course in courses[2:])]


@pytest.fixture
def students(campus, courses):
    """So many for each connection, each with a seat in one of the courses."""
    students = [campus.student() for _ in range(CONNECTIONS * STUDENTS_EACH)]
    for student, course in zip(students, cycle(courses)):
        campus.enrolled(student, course)
    return students


@pytest.fixture
def deadlocks(postgresql_engine):
    """How many transactions the database has had to undo since they waited for one another in a ring."""

    def count():
        with postgresql_engine.connect() as connection:
            return connection.execute(DEADLOCKS).scalar_one()

    return count


def seats_of(campus, student):
    return [one.enrollment for one in campus.store.ports.enrollments.of(student.id, live_only=True)]


def swap(campus, student, courses, random):
    """Have the student swap, now and then to wait where it is full; or who waits already, leave. Return what it was."""
    for waiting in campus.store.ports.waitlists.of(student.id):
        campus.leave(waiting.entry)
        return "left"
    [seat] = seats_of(campus, student)
    wanted = random.choice([course for course in courses if course.id != seat.course_id])
    [receipt] = campus.swap(seat, wanted, waits=random.random() < 0.25).receipts
    return "had" if receipt.enrollment else "refused" if receipt.is_refused else "waits"


def swap_to_and_fro(campus, students, courses, times, random):
    """Have the students swap so often, and count what came of it; after each time the student has one seat."""
    seen = Counter()
    while seen["had"] + seen["refused"] + seen["waits"] < times:
        student = random.choice(students)
        try:
            seen[swap(campus, student, courses, random)] += 1
        except RACES as error:
            seen[type(error).__name__] += 1
            sleep(random.random() / 100)
        assert len(seats_of(campus, student)) == 1
    return seen


def test_nobody_loses_a_seat_or_has_two_and_nobody_waits_in_a_ring(campus, courses, students, deadlocks):
    before = deadlocks()
    with ThreadPoolExecutor(CONNECTIONS) as threads:
        runs = [
            threads.submit(
                swap_to_and_fro, campus, students[one::CONNECTIONS], courses, SWAPS // CONNECTIONS, Random(one)
            )
            for one in range(CONNECTIONS)
        ]
    seen = sum((run.result() for run in runs), Counter())
    log.warning("of %s swaps: %s", SWAPS, dict(seen))

    assert seen["had"] > SWAPS / 10
    assert deadlocks() == before
    assert campus.violations() == []
    assert sum(campus.now(course).current_enrollment for course in courses) == len(students)
