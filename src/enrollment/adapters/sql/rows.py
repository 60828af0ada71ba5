"""Rows into values, and values into rows."""

import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy import RowMapping, Text, cast

from enrollment.adapters.sql.meetings import meetings_in, read_meetings
from enrollment.adapters.sql.reserves import RESERVES, pools_in, shared_in
from enrollment.adapters.sql.tables import course_enrollments, courses, users
from enrollment.domain.catalog import Course, CourseStatus, RegistrationWindow
from enrollment.domain.enrollments import Enrollment, EnrollmentStatus
from enrollment.domain.plain import to_plain
from enrollment.domain.users import Role, User

_COURSE = (
    courses.c.id,
    courses.c.code,
    courses.c.section,
    courses.c.term,
    courses.c.title,
    courses.c.units,
    courses.c.description,
    courses.c.status,
    courses.c.max_participants,
    courses.c.current_enrollment,
    courses.c.waiting,
    courses.c.watched,
    courses.c.registration_opens_at,
    courses.c.registration_deadline,
)
# The columns of a row that is read by position. Meetings come as text, which tells whether they were read before.
COURSE = (*_COURSE, cast(courses.c.meetings, Text), *RESERVES)
ENROLLMENT = tuple(course_enrollments.c)
USER = (users.c.id, users.c.email, users.c.name, users.c.roles, users.c.active)


def course_of(row: RowMapping) -> Course:
    """Return the course in a row that has the columns of ``courses``; how its seats are divided is left out."""
    return _course(*(row[column] for column in _COURSE), meetings=read_meetings(row[courses.c.meetings]))


def read_course(*values: Any) -> Course | None:
    """Return the course in the values of COURSE; None where they are empty."""
    if values[0] is None:
        return None
    *plain, meetings, pools, shared = values
    return _course(*plain, meetings=meetings_in(meetings), pools=pools_in(pools), shared=shared_in(shared))


def enrollment_of(row: RowMapping) -> Enrollment | None:
    """Return the enrollment in a row that has the columns of ``course_enrollments``; None where they are empty."""
    return read_enrollment(*(row[column] for column in ENROLLMENT))


def read_enrollment(
    id: Any,  # noqa: A002 - as the column is called
    course_id: Any,
    student_id: Any,
    status: Any,
    enrollment_date: Any,
    ended_at: Any,
    pool: Any,
) -> Enrollment | None:
    """Return the enrollment in the values of ENROLLMENT; None where they are empty."""
    if id is None:
        return None
    return Enrollment(
        id=id,
        course_id=course_id,
        student_id=student_id,
        status=EnrollmentStatus(status),
        enrollment_date=enrollment_date,
        ended_at=ended_at,
        pool=pool,
    )


def user_of(row: RowMapping) -> User:
    """Return the user in a row that has the columns of ``users``."""
    return read_user(*(row[column] for column in USER))


def read_user(id: Any, email: Any, name: Any, roles: Any, active: Any) -> User:  # noqa: A002 - as the column is called
    """Return the user in the values of USER."""
    return User(id=id, email=email, name=name, roles=frozenset(map(Role, roles)), active=active)


def _course(*values: Any, **read: Any) -> Course:
    id_, code, section, term, title, units, description, status, seats, taken, waiting, watched, opens, closes = values
    return Course(
        id=id_,
        code=code,
        section=section,
        term=term,
        title=title,
        units=units,
        description=description,
        status=CourseStatus(status),
        max_participants=seats,
        current_enrollment=taken,
        waiting=waiting,
        watched=watched,
        registration=RegistrationWindow(opens=opens, closes=closes),
        **read,
    )


def course_row(course: Course) -> Mapping[str, Any]:
    """Return what the catalog says of a course, by column; its enrollment is not the catalog's to say."""
    return {
        "term": course.term,
        "code": course.code,
        "section": course.section,
        "subject": course.subject,
        "title": course.title,
        "units": course.units,
        "description": course.description,
        "status": course.status.value,
        "max_participants": course.max_participants,
        "registration_opens_at": course.registration.opens,
        "registration_deadline": course.registration.closes,
        "meetings": to_plain(course.meetings),
        "sort_key": sort_key(course),
        "search_text": search_text(course),
    }


def sort_key(course: Course) -> str:
    """Return the course's place in the catalog as text: numbers in a code count as numbers.

    ``COGS 2`` comes before ``COGS 10``, and a section of an earlier term before the same of a later one.
    """
    padded = re.sub(r"\d+", lambda number: number[0].zfill(6), f"{course.code} {course.section} {course.term}")
    return padded.upper()[:120]


def search_text(course: Course) -> str:
    """Return what a search looks in: code with and without its blank, section and title, folded for comparison."""
    return " ".join((course.code, course.code.replace(" ", ""), course.section, course.title)).casefold()
