"""A student asks for a seat, and gets it or every reason why not."""

from datetime import timedelta

import pytest

from enrollment.application.enroll_student import EnrollStudent
from enrollment.domain.catalog import CourseStatus
from enrollment.domain.devices import Device
from enrollment.domain.enrollments import EnrollmentStatus
from enrollment.domain.errors import KeyReused
from enrollment.domain.events import EnrollmentRefused, StudentEnrolled
from enrollment.domain.policies import version_of
from enrollment.domain.reasons import AlreadyEnrolled, AuthRequired, Cancelled, CourseFull, CourseNotFound
from enrollment.domain.receipts import Action
from enrollment.domain.rules import NO_RULES
from tests.support.build import NOON, a_course, a_key, a_student, an_origin

ORIGIN = an_origin()
A_DAY = timedelta(days=1)


@pytest.fixture
def enroll(made):
    """The use case, through one door."""
    enroll_student = made(EnrollStudent)
    return lambda student, course, key=None: enroll_student(student.id, course.id, key=key, origin=ORIGIN)


def kept_events(records):
    return [outgoing.message.event for outgoing in records.outbox.values()]


def test_a_free_seat_is_taken_at_the_instant_of_the_decision(enroll, known, offered, records):
    ada, course = known(), offered(current_enrollment=29)

    receipt = enroll(ada, course)

    enrollment = receipt.enrollment
    assert (enrollment.student_id, enrollment.course_id) == (ada.id, course.id)
    assert (enrollment.status, enrollment.enrollment_date) == (EnrollmentStatus.APPROVED, NOON)
    assert records.enrollments == {enrollment.id: enrollment}
    assert records.courses[course.id].current_enrollment == 30


def test_the_receipt_says_what_was_asked_answered_when_and_by_which_rules(enroll, known, offered, records):
    ada, course = known(), offered()
    receipt = enroll(ada, course)
    assert (receipt.action, receipt.user_id, receipt.course_id) == (Action.ENROLL, ada.id, course.id)
    assert (receipt.at, receipt.rules_version) == (NOON, version_of(NO_RULES))
    assert receipt.verdict.allowed
    assert records.receipts == {receipt.id: receipt}


def test_an_enrollment_is_logged_and_told(enroll, known, offered, records):
    receipt = enroll(known(), offered())
    (entry,) = records.log
    assert (entry.action, entry.details["outcome"], entry.origin) == ("course_enrollment", "approved", ORIGIN)
    assert kept_events(records) == [StudentEnrolled.of(receipt.enrollment, NOON)]


@pytest.mark.parametrize("seats", [30, 0])
def test_what_the_student_came_with_and_how_long_it_took_is_told(made, known, offered, records, seats):
    enroll_student = made(EnrollStudent)
    origin = an_origin(device=Device.MOBILE, clicked_at=NOON - timedelta(seconds=4, microseconds=1999))

    enroll_student(known().id, offered(max_participants=seats).id, key=None, origin=origin)

    (event,) = kept_events(records)
    assert (event.device, event.duration_ms) == (Device.MOBILE, 4001)


def test_a_refusal_takes_no_seat_and_says_why(enroll, known, offered, records):
    course = offered(status=CourseStatus.CANCELLED, max_participants=30, current_enrollment=30)
    receipt = enroll(known(), course)
    assert receipt.enrollment is None
    assert receipt.verdict.reasons == (Cancelled(), CourseFull(30, 30))
    assert records.enrollments == {}
    assert records.courses[course.id] == course


def test_a_refusal_is_kept_logged_and_told(enroll, known, offered, records):
    receipt = enroll(known(), offered(max_participants=0))
    (entry,) = records.log
    assert records.receipts == {receipt.id: receipt}
    assert (entry.details["outcome"], entry.details["reasons"]) == ("refused", ["course-full"])
    assert kept_events(records) == [EnrollmentRefused.of(receipt)]


def test_a_second_seat_in_the_same_course_is_refused(enroll, known, offered, records, clock):
    ada, course = known(), offered()
    first = enroll(ada, course).enrollment
    clock.advance(A_DAY)
    assert enroll(ada, course).verdict.reasons == (AlreadyEnrolled(first.id, NOON),)
    assert records.courses[course.id].current_enrollment == 1


def test_the_last_seat_goes_to_the_first_who_asks(enroll, known, offered):
    course = offered(max_participants=1)
    assert enroll(known(), course).enrollment
    assert enroll(known(), course).verdict.reasons == (CourseFull(1, 1),)


def test_a_course_that_is_not_there_is_refused_and_kept(enroll, known, records):
    assert enroll(known(), a_course()).verdict.reasons == (CourseNotFound(),)
    assert len(records.log) == 1


def test_somebody_unknown_is_asked_to_sign_in(enroll, offered):
    assert enroll(a_student(), offered()).verdict.reasons == (AuthRequired(),)


def test_the_same_key_again_is_the_same_receipt_and_nothing_more(enroll, known, offered, records, clock):
    ada, course, key = known(), offered(), a_key()
    first = enroll(ada, course, key)
    clock.advance(A_DAY)

    assert enroll(ada, course, key) == first

    assert records.courses[course.id].current_enrollment == 1
    assert (len(records.receipts), len(records.log), len(records.outbox)) == (1, 1, 1)


def test_a_refusal_is_repeated_to_its_key_even_when_a_seat_came_free(enroll, known, offered, records):
    ada, course, key = known(), offered(max_participants=0), a_key()
    refused = enroll(ada, course, key)
    records.courses[course.id] = offered(id=course.id)
    assert enroll(ada, course, key) == refused
    assert enroll(ada, course, a_key()).enrollment


def test_a_key_used_for_something_else_is_an_error_that_changes_nothing(enroll, known, offered, records):
    ada, key = known(), a_key()
    enroll(ada, offered(), key)
    with pytest.raises(KeyReused):
        enroll(ada, offered(), a_key(key=key.key, fingerprint="0" * 64))
    assert (len(records.enrollments), len(records.log)) == (1, 1)


def test_the_keys_of_two_students_have_nothing_to_do_with_each_other(enroll, known, offered):
    course, key = offered(), a_key()
    first, second = enroll(known(), course, key), enroll(known(), course, key)
    assert first.enrollment
    assert second.enrollment
    assert first.id != second.id
