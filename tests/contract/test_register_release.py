"""The port Register: giving a seat up."""

from datetime import timedelta

import pytest

from enrollment.domain.catalog import CourseStatus
from enrollment.domain.enrollments import EnrollmentStatus
from tests.contract.given import a_known_student, admitted, amended, an_offered_course, dropped
from tests.support.build import NOON, a_receipt, a_record, an_enrollment

LATER = NOON + timedelta(days=1)


def release(ports, enrollment, at=LATER):
    """Try to give the seat up, and return whether it was and the receipt of it."""
    receipt = a_receipt(enrollment=enrollment.dropped(at))
    return ports.register.release(receipt.enrollment, a_record(receipt=receipt)), receipt


def test_a_release_frees_the_seat_and_no_other(ports, course, student):
    seat = admitted(ports, course, student)
    admitted(ports, course, a_known_student(ports))

    assert release(ports, seat)[0]
    assert ports.catalog.find(course.id).current_enrollment == 1


def test_what_ended_stays_on_record_as_it_ended(ports, course, student):
    ended = dropped(ports, admitted(ports, course, student), at=LATER)

    kept = ports.enrollments.find(ended.id).enrollment
    assert kept == ended
    assert (kept.status, kept.enrollment_date, kept.ended_at) == (EnrollmentStatus.DROPPED, NOON, LATER)


def test_a_seat_is_freed_once(ports, course, student):
    seat = admitted(ports, course, student)
    release(ports, seat)
    waiting = ports.outbox.waiting()

    again, receipt = release(ports, seat, LATER + timedelta(days=1))

    assert not again
    assert ports.catalog.find(course.id).current_enrollment == 0
    assert ports.enrollments.find(seat.id).enrollment.ended_at == LATER
    assert ports.enrollments.receipt(receipt.id) is None
    assert len(ports.activity_log.of(student.id)) == 2
    assert ports.outbox.waiting() == waiting


def test_what_never_was_is_not_released(ports, course, student):
    released, receipt = release(ports, an_enrollment(course_id=course.id, student_id=student.id))

    assert not released
    assert ports.catalog.find(course.id) == course
    assert ports.enrollments.receipt(receipt.id) is None
    assert not ports.activity_log.of(student.id)
    assert ports.outbox.waiting() == 0


def test_a_student_may_come_back_and_both_stays_are_history(ports, course, student):
    first = dropped(ports, admitted(ports, course, student), at=LATER)
    second = admitted(ports, course, student, at=LATER + timedelta(days=1))

    assert [scheduled.enrollment for scheduled in ports.enrollments.of(student.id)] == [second, first]
    assert ports.catalog.find(course.id).current_enrollment == 1


@pytest.mark.parametrize("about", [{"max_participants": 0}, {"status": CourseStatus.CANCELLED}], ids=str)
def test_a_seat_can_be_given_up_whatever_became_of_the_course(ports, student, about):
    course = an_offered_course(ports)
    seat = admitted(ports, course, student)
    amended(ports, course, **about)

    assert release(ports, seat)[0]
    assert ports.catalog.find(course.id).current_enrollment == 0


def test_a_seat_not_paid_for_can_be_given_up(ports, course, student):
    held = an_enrollment(course_id=course.id, student_id=student.id, status=EnrollmentStatus.PENDING_PAYMENT)
    ports.register.admit(held, a_record(receipt=a_receipt(enrollment=held)))

    assert release(ports, held)[0]
