"""The port SeatWatches: who wants to be told of a seat."""

from datetime import timedelta
from uuid import uuid4

import pytest

from enrollment.domain.pools import SharedCapacity
from tests.contract.given import a_known_student, admitted, an_offered_course, divided, dropped
from tests.contract.stores import race
from tests.contract.test_academic_records import RECORD
from tests.contract.waiting import in_line
from tests.support.build import NOON

BOTH = SharedCapacity(name="SP26 both", max_participants=1)


def watched(ports, course):
    return ports.catalog.find(course.id).watched


def watchers(ports, course, after=None, limit=99):
    return list(ports.seat_watches.watching(course.id, after=after, limit=limit))


def test_a_watch_is_new_once(ports, course, student):
    assert ports.seat_watches.put(student.id, course.id, NOON)
    assert not ports.seat_watches.put(student.id, course.id, NOON + timedelta(days=1))

    assert ports.seat_watches.has(student.id, course.id)
    assert watched(ports, course) == 1


def test_it_is_taken_off_once_and_may_be_put_again(ports, course, student):
    ports.seat_watches.put(student.id, course.id, NOON)

    assert [ports.seat_watches.remove(student.id, course.id) for _ in range(2)] == [True, False]
    assert not ports.seat_watches.has(student.id, course.id)
    assert watched(ports, course) == 0
    assert ports.seat_watches.put(student.id, course.id, NOON)


def test_who_never_watched_takes_nothing_off(ports, course, student):
    other = a_known_student(ports)
    ports.seat_watches.put(other.id, course.id, NOON)

    assert not ports.seat_watches.remove(student.id, course.id)
    assert not ports.seat_watches.has(student.id, course.id)
    assert (ports.seat_watches.has(other.id, course.id), watched(ports, course)) == (True, 1)


def test_a_student_watches_courses_in_the_order_of_the_catalog(ports, student):
    courses = [an_offered_course(ports, code=code) for code in ("MATH 10A", "COGS 2", "MATH 2")]
    for course in courses:
        ports.seat_watches.put(student.id, course.id, NOON)
    ports.seat_watches.put(a_known_student(ports).id, an_offered_course(ports).id, NOON)

    assert list(ports.seat_watches.of(student.id)) == [ports.catalog.find(courses[number].id) for number in (1, 2, 0)]
    assert list(ports.seat_watches.of(uuid4())) == []


def test_who_watches_comes_in_the_order_of_ids_a_page_at_a_time(ports, course):
    students = sorted((a_known_student(ports) for _ in range(5)), key=lambda student: student.id)
    for student in reversed(students):
        ports.seat_watches.put(student.id, course.id, NOON)

    first = watchers(ports, course, limit=3)
    second = watchers(ports, course, after=first[-1][0].id, limit=3)

    assert [[user for user, _ in page] for page in (first, second)] == [students[:3], students[3:]]
    assert watchers(ports, course, after=students[-1].id) == []
    assert watchers(ports, an_offered_course(ports)) == []


def test_each_comes_with_the_facts_about_them_there(ports, course, student):
    rival = a_known_student(ports)
    ports.academic_records.put(student.id, RECORD)
    admitted(ports, an_offered_course(ports), student)
    dropped(ports, admitted(ports, course, rival))
    for who in (student, rival):
        ports.seat_watches.put(who.id, course.id, NOON)
    in_line(ports, course, student=rival)

    known = {user.id: facts for user, facts in watchers(ports, course)}

    assert known == {who.id: ports.register.facts(course.id, who.id) for who in (student, rival)}
    assert (known[student.id].record, known[rival.id].dropped_at) == (RECORD, NOON)


def stirring(ports):
    return set(ports.seat_watches.stirring())


@pytest.fixture
def full(ports, student):
    """A course of one seat, which is taken, and which the student watches."""
    course = an_offered_course(ports, max_participants=1)
    seat = admitted(ports, course, a_known_student(ports))
    ports.seat_watches.put(student.id, course.id, NOON)
    return course, seat


def test_where_somebody_watches_and_a_seat_is_free_somebody_is_to_be_told(ports, full):
    course, seat = full
    assert stirring(ports) == set()

    dropped(ports, seat)

    assert stirring(ports) == {course.id}


def test_nobody_is_to_be_told_where_nobody_watches(ports, full, student):
    course, seat = full
    dropped(ports, seat)
    an_offered_course(ports)
    ports.seat_watches.remove(student.id, course.id)

    assert stirring(ports) == set()


def test_a_seat_that_is_free_of_the_courses_own_alone_is_none(store, ports, student):
    one, another = (divided(store, an_offered_course(ports), shared=BOTH) for _ in range(2))
    seat = admitted(ports, one, a_known_student(ports))
    ports.seat_watches.put(student.id, another.id, NOON)
    assert stirring(ports) == set()

    dropped(ports, seat)

    assert stirring(ports) == {another.id}


def test_of_many_who_take_it_off_at_once_one_alone_does(store, ports, course, student):
    ports.seat_watches.put(student.id, course.id, NOON)

    answers = race(store, *[lambda ports: ports.seat_watches.remove(student.id, course.id)] * 5)

    assert sorted(answers) == [False] * 4 + [True]
    assert watched(ports, course) == 0


def test_of_many_who_put_it_at_once_one_alone_counts(store, ports, course, student):
    answers = race(store, *[lambda ports: ports.seat_watches.put(student.id, course.id, NOON)] * 5)

    assert sorted(answers) == [False] * 4 + [True]
    assert watched(ports, course) == 1
