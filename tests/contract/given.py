"""What is on record before a test begins."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from enrollment.domain.catalog import Course
from enrollment.domain.enrollments import Enrollment
from enrollment.domain.records import IdempotencyKey, Record
from enrollment.domain.seats import shared_by
from enrollment.domain.users import User
from tests.contract.stores import Ports, Store
from tests.support.build import NOON, a_course, a_receipt, a_record, a_student, an_account, an_enrollment


def a_known_student(ports: Ports, **about: Any) -> User:
    """A student with an account."""
    student = a_student(**about)
    ports.accounts.add(an_account(user=student))
    return student


def an_offered_course(ports: Ports, **about: Any) -> Course:
    """A course in the catalog."""
    course = a_course(**about)
    ports.catalog.load([course])
    return course


def divided(store: Store, course: Course, **how: Any) -> Course:
    """The course with its seats divided: into ``pools``, or ``shared``."""
    course = replace(course, **how)
    with store.transaction() as ports:
        ports.seat_pools.divide([course], NOON)
    return course


def amended(ports: Ports, course: Course, **about: Any) -> None:
    """Change what the catalog says of the course."""
    ports.catalog.load([replace(course, **about)])


def asked(
    course: Course,
    student: User,
    *,
    at: datetime = NOON,
    key: IdempotencyKey | None = None,
    pool: str | None = None,
) -> tuple[Enrollment, Record]:
    """The enrollment of the student in the course, and the record of granting it, as ``admit`` takes them."""
    enrollment = an_enrollment(course_id=course.id, student_id=student.id, enrollment_date=at, pool=pool)
    return enrollment, a_record(receipt=a_receipt(enrollment=enrollment), key=key)


def admitted(
    ports: Ports, course: Course, student: User, *, at: datetime = NOON, pool: str | None = None
) -> Enrollment:
    """The student enrolled in the course, in a seat of that pool."""
    enrollment, record = asked(course, student, at=at, pool=pool)
    assert ports.register.admit(enrollment, record, shared_by(course))
    return enrollment


def dropped(
    ports: Ports, enrollment: Enrollment, *, at: datetime = NOON, key: IdempotencyKey | None = None
) -> Enrollment:
    """The enrollment given up."""
    ended = enrollment.dropped(at)
    assert ports.register.release(ended, a_record(receipt=a_receipt(enrollment=ended), key=key))
    return ended
