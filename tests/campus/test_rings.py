"""Swaps between full courses that make one another possible are carried out together."""

import pytest

from enrollment.domain.academic_record import AcademicRecord, Act, Hold
from enrollment.domain.requirements import Passed


@pytest.fixture
def ring(campus):
    """Have so many students each hold the only seat of a course, all but the last wanting the next one's."""

    def make(members):
        courses = [campus.course() for _ in range(members)]
        students = [campus.student() for _ in courses]
        seats = [campus.enrolled(student, course) for student, course in zip(students, courses, strict=True)]
        for number, seat in enumerate(seats[:-1]):
            campus.swap(seat, courses[number + 1], waits=True)
        return courses, students, seats

    return make


def holds(campus, student, courses):
    return [course for course in courses if campus.seat(student, course)]


@pytest.mark.parametrize("members", [2, 3, 6])
def test_everybody_has_the_next_ones_seat(campus, ring, members):
    courses, students, seats = ring(members)

    campus.swap(seats[-1], courses[0], waits=True)

    held = [holds(campus, student, courses) for student in students]
    assert held == [[courses[(number + 1) % members]] for number in range(members)]
    assert all(campus.now(course).current_enrollment == 1 for course in courses)
    assert all(campus.line(course) == [] for course in courses)


def test_a_swap_refused_where_it_does_not_wait_is_part_of_none(campus, ring):
    courses, students, seats = ring(2)
    campus.swap(seats[-1], courses[0])
    assert holds(campus, students[0], courses) == [courses[0]]


def test_where_a_rule_is_against_one_of_them_nobody_moves(campus, ring):
    courses, students, seats = ring(3)
    hold = Hold(owner="the dean", note="probation", blocks=frozenset({Act.DROP}))
    campus.store.ports.academic_records.put(students[1].id, AcademicRecord(holds=(hold,)))

    campus.swap(seats[-1], courses[0], waits=True)

    assert [holds(campus, student, courses) for student in students] == [[course] for course in courses]


def test_once_the_rule_is_met_they_move(campus, ring):
    courses, students, seats = ring(2)
    hold = Hold(owner="the bursar", note="unpaid fees")
    campus.store.ports.academic_records.put(students[0].id, AcademicRecord(holds=(hold,)))
    campus.swap(seats[-1], courses[0], waits=True)
    assert holds(campus, students[0], courses) == [courses[0]]

    campus.lift(students[0].id, hold)

    assert holds(campus, students[0], courses) == [courses[1]]


def test_another_member_is_found_where_the_first_in_line_cannot(campus):
    one, two = campus.course(2), campus.course(1)
    barred, able, other = campus.student(), campus.student(), campus.student()
    held = campus.enrolled(other, two)
    for student in (barred, able):
        campus.swap(campus.enrolled(student, one), two, waits=True)
    hold = Hold(owner="the bursar", note="unpaid fees")
    campus.store.ports.academic_records.put(barred.id, AcademicRecord(holds=(hold,)))

    campus.swap(held, one, waits=True)

    assert [holds(campus, student, (one, two)) for student in (barred, able, other)] == [[one], [two], [one]]


def test_where_the_institution_does_not_want_it_nobody_moves(campus, ring):
    campus.rule(swap_cycles=False)
    courses, students, seats = ring(2)
    campus.swap(seats[-1], courses[0], waits=True)
    assert holds(campus, students[0], courses) == [courses[0]]


def test_a_member_needs_what_the_course_asks(campus, ring):
    courses, students, seats = ring(2)
    campus.rule(courses[1], prerequisite=Passed("MATH 10A"))
    campus.swap(seats[-1], courses[0], waits=True)
    assert holds(campus, students[0], courses) == [courses[0]]
