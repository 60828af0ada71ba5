"""The port Register: taking a seat, and what it refuses."""

from contextlib import suppress
from datetime import timedelta

import pytest

from enrollment.domain.catalog import CourseStatus, RegistrationWindow
from enrollment.domain.enrollments import EnrollmentStatus
from tests.contract.given import a_known_student, admitted, amended, an_offered_course, asked, dropped
from tests.support.build import NOON, a_course, a_key, a_receipt, a_record, an_enrollment

INSTANT = timedelta(microseconds=1)


def what_is_kept(ports, enrollment, record):
    """Everything an admission could leave behind."""
    key = record.key.key if record.key else None
    return (
        ports.register.facts(enrollment.course_id, enrollment.student_id, key),
        ports.enrollments.of(enrollment.student_id),
        ports.enrollments.receipt(record.receipt.id),
        ports.activity_log.of(enrollment.student_id),
        ports.outbox.waiting(),
    )


def is_refused(ports, course, student, at=NOON):
    """Whether the student is not admitted, and nothing at all is left behind."""
    enrollment, record = asked(course, student, at=at, key=a_key())
    before = what_is_kept(ports, enrollment, record)
    return not ports.register.admit(enrollment, record) and what_is_kept(ports, enrollment, record) == before


def test_one_admission_takes_one_seat(ports, course, student):
    admitted(ports, course, student)

    assert ports.catalog.find(course.id).current_enrollment == 1


def test_the_last_seat_can_be_taken_and_none_after_it(ports, student):
    course = an_offered_course(ports, max_participants=2)
    admitted(ports, course, a_known_student(ports))
    admitted(ports, course, student)

    assert is_refused(ports, course, a_known_student(ports))
    assert ports.catalog.find(course.id).current_enrollment == 2


def test_a_course_without_a_limit_admits_everybody(ports):
    course = an_offered_course(ports, max_participants=None)
    for _ in range(3):
        admitted(ports, course, a_known_student(ports))

    assert ports.catalog.find(course.id).current_enrollment == 3


def test_a_course_with_no_seats_at_all_admits_nobody(ports, student):
    assert is_refused(ports, an_offered_course(ports, max_participants=0), student)


def test_a_course_that_does_not_exist_admits_nobody(ports, student):
    assert is_refused(ports, a_course(), student)


def test_a_seat_given_up_can_be_taken(ports, student):
    course = an_offered_course(ports, max_participants=1)
    seat = admitted(ports, course, a_known_student(ports))
    assert is_refused(ports, course, student)

    dropped(ports, seat)

    admitted(ports, course, student)


@pytest.mark.parametrize("status", [CourseStatus.DRAFT, CourseStatus.UNPUBLISHED, CourseStatus.CANCELLED])
def test_a_course_no_longer_offered_admits_nobody(ports, course, student, status):
    amended(ports, course, status=status)

    assert is_refused(ports, course, student)


@pytest.mark.parametrize(("after", "refused"), [(INSTANT, False), (timedelta(0), True), (-INSTANT, True)])
def test_registration_that_closed_meanwhile_admits_nobody(ports, course, student, after, refused):
    amended(ports, course, registration=RegistrationWindow(closes=NOON + after))

    assert is_refused(ports, course, student) is refused


@pytest.mark.parametrize(("after", "refused"), [(INSTANT, True), (timedelta(0), False), (-INSTANT, False)])
def test_registration_put_off_meanwhile_admits_nobody(ports, course, student, after, refused):
    amended(ports, course, registration=RegistrationWindow(opens=NOON + after))

    assert is_refused(ports, course, student) is refused


def test_a_capacity_lowered_below_what_is_taken_admits_nobody_until_below(ports, course, student):
    seats = [admitted(ports, course, a_known_student(ports)) for _ in range(3)]
    amended(ports, course, max_participants=2)

    dropped(ports, seats[0])
    assert is_refused(ports, course, student)
    dropped(ports, seats[1])
    admitted(ports, course, student)


@pytest.mark.parametrize("status", [EnrollmentStatus.APPROVED, EnrollmentStatus.PENDING_PAYMENT])
def test_a_student_never_holds_two_seats_in_a_course(store, ports, course, student, status):
    first = an_enrollment(course_id=course.id, student_id=student.id, status=status)
    assert ports.register.admit(first, a_record(receipt=a_receipt(enrollment=first)))

    with suppress(*store.conflicts):
        assert not ports.register.admit(*asked(course, student))

    assert [scheduled.enrollment for scheduled in ports.enrollments.of(student.id)] == [first]
    assert ports.catalog.find(course.id).current_enrollment == 1


def test_a_key_answered_already_admits_nobody(store, ports, course, student):
    key, other = a_key(), an_offered_course(ports)
    ports.register.admit(*asked(course, student, key=key))

    with suppress(*store.conflicts):
        assert not ports.register.admit(*asked(other, student, key=key))

    assert ports.catalog.find(other.id).current_enrollment == 0
    assert len(ports.enrollments.of(student.id)) == 1


def test_an_instant_keeps_its_microseconds_and_its_zone(ports, course, student):
    enrollment = admitted(ports, course, student, at=NOON - INSTANT)

    kept = ports.enrollments.find(enrollment.id).enrollment.enrollment_date
    assert kept == NOON - INSTANT
    assert kept.utcoffset() == timedelta(0)
