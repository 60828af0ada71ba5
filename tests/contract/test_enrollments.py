"""The port Enrollments."""

from datetime import timedelta
from uuid import uuid4

from enrollment.domain.enrollments import EnrollmentStatus
from enrollment.ports.enrollments import Scheduled
from tests.contract.given import a_known_student, admitted, an_offered_course, dropped
from tests.contract.waiting import a_seat_offered, in_line
from tests.support.build import NOON, a_receipt, a_record, a_refusal


def enrolled(ports, student, *days):
    """The student's enrollments, each in a course of its own, that many days after NOON."""
    return [admitted(ports, an_offered_course(ports), student, at=NOON + timedelta(days=day)) for day in days]


def test_who_never_enrolled_has_no_enrollments(ports, student):
    assert list(ports.enrollments.of(student.id)) == []
    assert list(ports.enrollments.of(uuid4())) == []


def test_an_enrollment_comes_with_its_course_as_it_is_now(ports, course, student):
    enrollment = admitted(ports, course, student)
    admitted(ports, course, a_known_student(ports))

    scheduled = Scheduled(enrollment=enrollment, course=ports.catalog.find(course.id))
    assert list(ports.enrollments.of(student.id)) == [scheduled]
    assert ports.enrollments.find(enrollment.id) == scheduled
    assert scheduled.course.current_enrollment == 2


def test_the_latest_comes_first(ports, student):
    middle, last, first = enrolled(ports, student, 2, 3, 1)

    assert [scheduled.enrollment for scheduled in ports.enrollments.of(student.id)] == [last, middle, first]


def test_what_ended_is_left_out_when_only_live_ones_are_asked_for(ports, student):
    first, second = enrolled(ports, student, 1, 2)
    ended = dropped(ports, second, at=NOON + timedelta(days=3))

    assert [scheduled.enrollment for scheduled in ports.enrollments.of(student.id)] == [ended, first]
    assert [scheduled.enrollment for scheduled in ports.enrollments.of(student.id, live_only=True)] == [first]


def kept_for(ports, course, student):
    """A seat of the course that is offered to the student."""
    seat = a_seat_offered(course, in_line(ports, course, student=student))
    assert ports.register.admit(seat, a_record(receipt=a_receipt(enrollment=seat)), locked=True)
    return seat


def test_a_seat_that_is_only_offered_is_no_enrollment_of_the_student_yet(ports, course, student):
    seat = kept_for(ports, course, student)
    assert list(ports.enrollments.of(student.id)) == []
    assert ports.enrollments.find(seat.id).enrollment == seat

    accepted = seat.accepted(NOON)
    ports.register.accept(accepted, a_record(receipt=a_receipt(enrollment=accepted)))

    assert [scheduled.enrollment for scheduled in ports.enrollments.of(student.id, live_only=True)] == [accepted]


def test_a_seat_that_was_only_offered_never_was_one(ports, course, student):
    returned = kept_for(ports, course, student).ended(EnrollmentStatus.RETURNED, NOON)
    ports.register.release(returned, a_record(receipt=a_receipt(enrollment=returned)), locked=True)

    assert list(ports.enrollments.of(student.id)) == []
    assert ports.enrollments.find(returned.id).enrollment == returned


def test_who_sits_in_a_course_is_found_and_who_is_offered_a_seat_or_left_is_not(ports, course):
    held = [admitted(ports, course, a_known_student(ports)) for _ in range(2)]
    dropped(ports, admitted(ports, course, a_known_student(ports)))
    kept_for(ports, course, a_known_student(ports))
    enrolled(ports, a_known_student(ports), 1)

    assert {enrollment.id for enrollment in ports.enrollments.held_in(course.id, 9)} == {one.id for one in held}


def test_no_more_are_found_than_asked_for_and_the_same_each_time(ports, course):
    held = [admitted(ports, course, a_known_student(ports)) for _ in range(3)]

    first = list(ports.enrollments.held_in(course.id, 2))

    assert first == list(ports.enrollments.held_in(course.id, 2))
    assert len(first) == 2
    assert set(first) < set(held)


def test_nobody_elses_enrollments_are_listed(ports, student):
    enrolled(ports, a_known_student(ports), 1)

    assert list(ports.enrollments.of(student.id)) == []


def test_what_is_not_on_record_is_not_found(ports):
    assert ports.enrollments.find(uuid4()) is None
    assert ports.enrollments.receipt(uuid4()) is None


def test_the_receipts_asked_for_are_the_students_own(ports, course, student):
    mine, theirs = (a_record(receipt=a_refusal(user_id=user.id)) for user in (student, a_known_student(ports)))
    for record in (mine, theirs):
        ports.register.keep(record)

    ids = [theirs.receipt.id, mine.receipt.id, uuid4()]
    assert list(ports.enrollments.receipts(student.id, ids)) == [mine.receipt]
    assert list(ports.enrollments.receipts(student.id, [])) == []
