"""The full courses of the demo, and who waits for them."""

from collections.abc import Iterator, Mapping, Sequence

from enrollment.application import Application
from enrollment.application.waitlists.join import Wanted
from enrollment.cli.demo_catalog import BATCH, FULL, OFFERED, WAITLISTED
from enrollment.cli.demo_people import classmates
from enrollment.domain.catalog import Course
from enrollment.domain.enrollments import Enrollment
from enrollment.domain.records import Origin
from enrollment.domain.users import User

WAITING = 3  # for each of them


def fill_lines(application: Application, student: User, courses: Mapping[str, Course], *, origin: Origin) -> None:
    """Fill the courses and their lines with classmates.

    The student waits in one of them, second of three, and is offered the seat that somebody in another gave up.
    """
    full, waitlisted, offered, batch = (courses[name] for name in (FULL, WAITLISTED, OFFERED, BATCH))
    people = iter(_people(application, [full, waitlisted, offered, batch]))
    for course in (full, batch):
        enroll(application, _some(people, course), course, origin=origin)
        _join(application, [next(people) for _ in range(WAITING)], course, origin)
    enroll(application, _some(people, waitlisted), waitlisted, origin=origin)
    _join(application, [next(people), student, next(people)], waitlisted, origin)
    first, *_ = enroll(application, _some(people, offered), offered, origin=origin)
    _join(application, [student, next(people)], offered, origin)
    application.drop_enrollment(first.student_id, first.id, key=None, origin=origin)


def enroll(
    application: Application, students: Sequence[User], course: Course, *, origin: Origin
) -> Sequence[Enrollment]:
    """Enroll the students, and return what was granted."""
    asked = [application.enroll_student(one.id, course.id, key=None, origin=origin) for one in students]
    return [receipt.enrollment for receipt in asked if receipt.enrollment]


def _join(application: Application, students: Sequence[User], course: Course, origin: Origin) -> None:
    for student in students:
        application.join_waitlist(student.id, Wanted(courses=(course.id,)), key=None, origin=origin)


def _people(application: Application, courses: Sequence[Course]) -> Sequence[User]:
    seats = sum(course.max_participants or 0 for course in courses)
    return application.accounts.add_missing(classmates(seats + WAITING * len(courses)))


def _some(people: Iterator[User], course: Course) -> Sequence[User]:
    return [next(people) for _ in range(course.max_participants or 0)]
