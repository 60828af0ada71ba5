"""Rows into values, and values into rows."""

import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy import RowMapping

from enrollment.adapters.sql.tables import course_enrollments, courses, users
from enrollment.domain.catalog import Course, CourseStatus, RegistrationWindow
from enrollment.domain.enrollments import Enrollment, EnrollmentStatus
from enrollment.domain.meetings import Meeting
from enrollment.domain.plain import from_plain, to_plain
from enrollment.domain.users import Role, User


def course_of(row: RowMapping) -> Course:
    """Return the course in a row that has the columns of ``courses``."""
    c = courses.c
    return Course(
        id=row[c.id],
        code=row[c.code],
        section=row[c.section],
        term=row[c.term],
        title=row[c.title],
        units=row[c.units],
        description=row[c.description],
        status=CourseStatus(row[c.status]),
        max_participants=row[c.max_participants],
        current_enrollment=row[c.current_enrollment],
        registration=RegistrationWindow(opens=row[c.registration_opens_at], closes=row[c.registration_deadline]),
        meetings=tuple(from_plain(Meeting, meeting) for meeting in row[c.meetings]),
    )


def enrollment_of(row: RowMapping) -> Enrollment | None:
    """Return the enrollment in a row that has the columns of ``course_enrollments``; None where they are empty."""
    c = course_enrollments.c
    if row[c.id] is None:
        return None
    return Enrollment(
        id=row[c.id],
        course_id=row[c.course_id],
        student_id=row[c.student_id],
        status=EnrollmentStatus(row[c.status]),
        enrollment_date=row[c.enrollment_date],
        ended_at=row[c.ended_at],
    )


def user_of(row: RowMapping) -> User:
    """Return the user in a row that has the columns of ``users``."""
    c = users.c
    return User(
        id=row[c.id],
        email=row[c.email],
        name=row[c.name],
        roles=frozenset(map(Role, row[c.roles])),
        active=row[c.active],
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
