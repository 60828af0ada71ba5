"""How things stand on a small campus."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from enrollment.domain.catalog import Course, CourseStatus
from enrollment.domain.seats import free_seats
from enrollment.domain.waitlist import WaitlistEntry
from enrollment.ports.agenda import LEASE, Chore
from enrollment.ports.enrollments import Scheduled
from tests.campus.small_campus import BATCHING, LAB, LECTURE, MOST_COURSES, SmallCampus

LATER = datetime.max.replace(tzinfo=UTC)


def what_stands(small: SmallCampus) -> Any:
    """All courses, seats, lines and chores, as values that can be compared."""
    ports = small.ports
    return (
        [ports.catalog.find(course.id) for course in small.courses],
        [_seats(ports.enrollments.of(student.id)) for student in small.students],
        [ports.waitlists.of(student.id) for student in small.students],
        [ports.waitlists.line(course.id, 99) for course in small.courses],
        [ports.agenda.of(course.id) for course in small.courses],
    )


def idle_seats(small: SmallCampus) -> Sequence[str]:
    """The seats that are free though somebody waits for one, has nothing against it, and nobody is to see to it now."""
    return [f"{course.name}: {student_id}" for course, student_id in _idle(small)]


def _idle(small: SmallCampus) -> Iterator[tuple[Course, Any]]:
    at = small.campus.clock.now()
    for number, known in enumerate(small.courses):
        course, about = small.campus.now(known), small.ports.agenda.of(known.id)
        closes = course.registration.closes
        is_open = course.status is CourseStatus.PUBLISHED and (closes is None or at < closes)
        if number == BATCHING or not is_open or free_seats(course) == 0 or about.get(Chore.SERVE, LATER) <= at + LEASE:
            continue
        for one in small.ports.waitlists.line(course.id, 99):
            if one.entry.is_waiting and _may_have_it(small, one.entry):
                yield course, one.student.id


def _may_have_it(small: SmallCampus, entry: WaitlistEntry) -> bool:
    """Whether nothing but the want of a seat can stand against it, of all that there is on a small campus."""
    linked = {small.courses[LECTURE].id, small.courses[LAB].id}
    is_simple = len(entry.courses) == 1 and not linked & {*entry.courses, *entry.courses_given_up}
    held = len(small.ports.enrollments.of(entry.student_id, live_only=True)) - len(entry.gives_up)
    is_on_hold = small.ports.academic_records.of(entry.student_id).holds
    return is_simple and held < MOST_COURSES and not is_on_hold


def _seats(scheduled: Sequence[Scheduled]) -> Sequence[Any]:
    seats = (one.enrollment for one in scheduled)
    return sorted((seat.course_id, seat.enrollment_date, seat.status, seat.ended_at or LATER) for seat in seats)
