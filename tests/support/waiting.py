"""Builders of those who wait, with which a test names only what it is about."""

from typing import Any
from uuid import uuid4

from enrollment.domain.catalog import Course
from enrollment.domain.enrollments import Enrollment
from enrollment.domain.identifiers import CourseId, EntryId, UserId
from enrollment.domain.waitlist import GivenUp, Place, WaitlistEntry
from tests.support.build import NOON


def an_entry(*courses: Course, **about: Any) -> WaitlistEntry:
    """An entry that waits since NOON for a seat in each of the courses; in one nobody knows where none is given."""
    usual = {
        "id": EntryId(uuid4()),
        "student_id": UserId(uuid4()),
        "courses": tuple(sorted(course.id for course in courses)) or (CourseId(uuid4()),),
        "joined_at": NOON,
        "wish": uuid4(),
    }
    return WaitlistEntry(**usual | about)


def a_place(**about: Any) -> Place:
    """A place in some course, of some entry: say its ``position``, or until when it is offered its seat."""
    return Place(**{"entry_id": EntryId(uuid4()), "course_id": CourseId(uuid4())} | about)


def giving_up(*enrollments: Enrollment) -> tuple[GivenUp, ...]:
    """What an entry says of the seats it gives up."""
    return tuple(GivenUp(enrollment.id, enrollment.course_id) for enrollment in enrollments)
