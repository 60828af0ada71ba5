"""A plan is what the student last made it."""

from datetime import timedelta
from uuid import uuid4

from enrollment.ports.plans import PlanLine
from tests.contract.given import a_known_student, an_offered_course
from tests.support.build import NOON


def test_a_student_begins_without_a_plan(ports, student):
    assert list(ports.plans.lines(student.id)) == []


def test_a_plan_comes_back_in_the_order_of_priority(ports, student, course):
    other = an_offered_course(ports, section="B00")
    second = PlanLine(course_id=course.id, priority=2, added_at=NOON)
    first = PlanLine(course_id=other.id, priority=1, added_at=NOON + timedelta(hours=1))
    ports.plans.put(student.id, [second, first])
    assert list(ports.plans.lines(student.id)) == [first, second]


def test_a_later_plan_takes_the_place_of_the_one_before(ports, student, course):
    ports.plans.put(student.id, [PlanLine(course_id=course.id, priority=1, added_at=NOON)])
    ports.plans.put(student.id, [])
    assert list(ports.plans.lines(student.id)) == []


def test_nobody_sees_the_plan_of_another(ports, student, course):
    other = a_known_student(ports, email="other@example.edu")
    ports.plans.put(student.id, [PlanLine(course_id=course.id, priority=1, added_at=NOON)])
    assert list(ports.plans.lines(other.id)) == []


def test_courses_are_taken_out_and_the_others_stay_as_they_are(ports, student, course):
    other, third = (an_offered_course(ports, section=section) for section in ("B00", "C00"))
    lines = [
        PlanLine(course_id=one.id, priority=priority, added_at=NOON)
        for priority, one in enumerate((course, other, third), start=1)
    ]
    ports.plans.put(student.id, lines)
    ports.plans.put((somebody := a_known_student(ports, email="b@example.edu")).id, lines)
    ports.plans.remove(student.id, [course.id, third.id, uuid4()])
    assert list(ports.plans.lines(student.id)) == [lines[1]]
    assert list(ports.plans.lines(somebody.id)) == lines
