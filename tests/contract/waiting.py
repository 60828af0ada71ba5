"""Who waits for what before a test begins."""

from datetime import timedelta
from typing import Any

from enrollment.domain.catalog import Course
from enrollment.domain.enrollments import Enrollment, EnrollmentStatus
from enrollment.domain.identifiers import CourseId
from enrollment.domain.seats import shared_by
from enrollment.domain.users import User
from enrollment.domain.waitlist import WaitlistEntry
from tests.contract.given import a_known_student
from tests.contract.stores import Ports
from tests.support.build import NOON, a_receipt, a_record, an_enrollment
from tests.support.waiting import an_entry

A_DAY = timedelta(days=1)


def in_line(ports: Ports, *courses: Course, student: User | None = None, **about: Any) -> WaitlistEntry:
    """The entry of the student, or of a new one, at the end of the line of each of the courses."""
    student = student or a_known_student(ports)
    entry = an_entry(*courses, student_id=student.id, **about)
    ports.waitlists.join(entry)
    return entry


def offered(ports: Ports, entry: WaitlistEntry, *courses: Course, pool: str | None = None) -> WaitlistEntry:
    """The entry once its seats in these courses are offered to its student at NOON, for a day."""
    for course in courses:
        seat = a_seat_offered(course, entry, pool)
        assert ports.register.admit(seat, a_record(receipt=a_receipt(enrollment=seat)), shared_by(course), locked=True)
    offer = entry.offered(NOON, NOON + A_DAY)
    ports.waitlists.put(offer)
    return offer


def a_seat_offered(course: Course, entry: WaitlistEntry, pool: str | None = None) -> Enrollment:
    """A seat of the course that is kept for the student of the entry."""
    about = {"course_id": course.id, "student_id": entry.student_id, "status": EnrollmentStatus.OFFERED}
    return an_enrollment(pool=pool, **about)


def line_of(ports: Ports, course: Course) -> list[WaitlistEntry]:
    """Who waits for the course, in order."""
    return [queued.entry for queued in ports.waitlists.queue(course.id, after=None, limit=99)]


def waiting(ports: Ports, course_id: CourseId) -> int:
    """How many the course says wait for it."""
    found = ports.catalog.find(course_id)
    assert found is not None
    return found.waiting
