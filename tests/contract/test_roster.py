"""The port Roster: who sits in a course, and who was refused there."""

import pytest

from enrollment.domain.identifiers import CourseId
from enrollment.ports.roster import OnRoster
from tests.contract.given import a_known_student, admitted, an_offered_course, dropped
from tests.support.build import a_record, a_refusal, an_origin


@pytest.fixture
def refuse(ports):
    """Refuse the student the course."""

    def refuse(course, student):
        receipt = a_refusal(course_id=course.id, user_id=student.id)
        ports.register.keep(a_record(receipt=receipt, origin=an_origin()))

    return refuse


def on_roster(course, student, *, sits):
    """As the roster has it."""
    return OnRoster(course_id=course.id, student=student, sits=sits)


def test_whoever_sits_there_is_on_it_and_whoever_left_is_not(ports):
    course = an_offered_course(ports)
    stays, leaves = a_known_student(ports, email="a@x"), a_known_student(ports, email="b@x")
    for student in (stays, leaves):
        enrollment = admitted(ports, course, student)
    dropped(ports, enrollment)

    assert list(ports.roster.of([course.id])) == [on_roster(course, stays, sits=True)]


def test_whoever_was_refused_is_on_it_once_and_sits_there_when_admitted_later(ports, refuse):
    course = an_offered_course(ports)
    first, second = a_known_student(ports, email="a@x"), a_known_student(ports, email="b@x")
    for student in (second, second, first):
        refuse(course, student)
    admitted(ports, course, second)

    assert list(ports.roster.of([course.id])) == [
        on_roster(course, first, sits=False),
        on_roster(course, second, sits=True),
    ]


def test_other_courses_are_left_out_and_many_may_be_asked_for(ports, refuse):
    student = a_known_student(ports)
    courses = [an_offered_course(ports) for _ in range(450)]
    for course in (courses[0], courses[225], courses[-1]):
        refuse(course, student)

    asked = [course.id for course in courses[1:]]

    assert {one.course_id for one in ports.roster.of(asked)} == {courses[225].id, CourseId(courses[-1].id)}
    assert list(ports.roster.of([])) == []
