"""A full course with a long line: only the last in it can take a seat, and all others have something against it."""

from dataclasses import dataclass
from datetime import time

from enrollment.domain.academic_record import AcademicRecord, Hold
from enrollment.domain.catalog import Course
from enrollment.domain.enrollments import Enrollment
from enrollment.domain.meetings import Day, Meeting
from enrollment.domain.waitlist import WaitlistEntry
from tests.contract.given import a_known_student, admitted
from tests.contract.stores import Ports
from tests.contract.waiting import in_line
from tests.support.campus import Campus

MEETINGS = (Meeting(kind="LE", days=(Day.MONDAY, Day.WEDNESDAY), starts=time(9), ends=time(9, 50)),)
ON_HOLD = AcademicRecord(holds=(Hold(owner="the bursar", note="unpaid fees"),))


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """The course, its one seat, and the entries in line: those that cannot have it, and the last, which can."""

    course: Course
    seat: Enrollment
    others: list[WaitlistEntry]
    last: WaitlistEntry


def passed_over(campus: Campus, number: int) -> PassedOver:
    """Put so many in line before one who can take the seat: one after the other on hold, and busy at that time."""
    campus.rule(refuse_conflicts=True)
    course, [seat] = campus.full_course(meetings=MEETINGS)
    elsewhere = campus.course(None, meetings=MEETINGS)
    with campus.store.transaction() as ports:
        others = [_kept_from_it(ports, course, elsewhere if one % 2 else None) for one in range(number)]
        return PassedOver(course=course, seat=seat, others=others, last=in_line(ports, course))


def _kept_from_it(ports: Ports, course: Course, elsewhere: Course | None) -> WaitlistEntry:
    student = a_known_student(ports)
    if elsewhere:
        admitted(ports, elsewhere, student)
    else:
        ports.academic_records.put(student.id, ON_HOLD)
    return in_line(ports, course, student=student)
