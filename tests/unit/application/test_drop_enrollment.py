"""A student gives a seat up."""

from datetime import timedelta
from uuid import uuid4

import pytest

from enrollment.adapters.memory.register import MemoryRegister
from enrollment.application.drop_enrollment import DropEnrollment
from enrollment.application.enroll_student import EnrollStudent
from enrollment.domain.enrollments import EnrollmentStatus
from enrollment.domain.errors import CourseContended, EnrollmentUnknown, KeyReused
from enrollment.domain.events import EnrollmentDropped
from enrollment.domain.identifiers import EnrollmentId
from enrollment.domain.receipts import Action
from tests.support.build import NOON, a_key, an_origin

ORIGIN = an_origin()
A_DAY = timedelta(days=1)


@pytest.fixture
def drop(made):
    """The use case, through one door."""
    drop_enrollment = made(DropEnrollment)
    return lambda student, enrollment_id, key=None: drop_enrollment(student.id, enrollment_id, key=key, origin=ORIGIN)


@pytest.fixture
def ada(known):
    """A student."""
    return known()


@pytest.fixture
def seat(made, clock, offered, ada):
    """A seat Ada took at NOON; it is a day later now."""
    enroll_student = made(EnrollStudent)
    enrollment = enroll_student(ada.id, offered(max_participants=1).id, key=None, origin=ORIGIN).enrollment
    clock.advance(A_DAY)
    return enrollment


def test_the_seat_is_free_again_and_the_enrollment_stays_on_record(drop, ada, seat, records):
    receipt = drop(ada, seat.id)
    assert receipt.enrollment == seat.dropped(NOON + A_DAY)
    assert records.enrollments == {seat.id: receipt.enrollment}
    assert records.courses[seat.course_id].current_enrollment == 0


def test_the_receipt_says_so(drop, ada, seat, records):
    receipt = drop(ada, seat.id)
    assert (receipt.action, receipt.user_id, receipt.course_id) == (Action.DROP, ada.id, seat.course_id)
    assert (receipt.at, receipt.verdict.allowed) == (NOON + A_DAY, True)
    assert records.receipts[receipt.id] == receipt


def test_it_is_logged_and_told(drop, ada, seat, records):
    receipt = drop(ada, seat.id)
    entry, message = records.log[-1], list(records.outbox.values())[-1].message
    assert (entry.action, entry.details["outcome"]) == ("course_drop", "dropped")
    assert message.event == EnrollmentDropped.of(receipt.enrollment, NOON + A_DAY)


def test_whoever_dropped_may_come_back(made, drop, ada, seat):
    drop(ada, seat.id)
    again = made(EnrollStudent)(ada.id, seat.course_id, key=None, origin=ORIGIN)
    assert again.enrollment.id != seat.id


def test_dropping_what_has_ended_changes_nothing_and_tells_how_it_ended(drop, ada, seat, records, clock):
    first = drop(ada, seat.id)
    before = len(records.log), len(records.outbox), len(records.receipts)
    clock.advance(A_DAY)
    again = drop(ada, seat.id)
    assert again.enrollment == first.enrollment
    assert again.enrollment.status is EnrollmentStatus.DROPPED
    assert (len(records.log), len(records.outbox), len(records.receipts)) == before
    assert records.courses[seat.course_id].current_enrollment == 0


def test_the_same_key_again_is_the_same_receipt(drop, ada, seat, records, clock):
    key = a_key()
    first = drop(ada, seat.id, key)
    clock.advance(A_DAY)
    assert drop(ada, seat.id, key) == first
    assert len(records.receipts) == 2  # of the enrollment, and of the drop


def test_a_key_used_for_something_else_drops_nothing(made, drop, ada, seat, offered, records):
    key = a_key()
    made(EnrollStudent)(ada.id, offered().id, key=key, origin=ORIGIN)
    with pytest.raises(KeyReused):
        drop(ada, seat.id, a_key(key=key.key, fingerprint="0" * 64))
    assert records.enrollments[seat.id] == seat


def test_somebody_elses_seat_is_as_unknown_as_none_at_all(drop, known, seat, records):
    for enrollment_id in (seat.id, EnrollmentId(uuid4())):
        with pytest.raises(EnrollmentUnknown):
            drop(known(), enrollment_id)
    assert records.enrollments == {seat.id: seat}


def test_what_staff_ended_in_the_meantime_is_an_error_to_try_again(made, records, ada, seat):
    class EndedMeanwhile(MemoryRegister):
        def release(self, enrollment, record, shared=None, *, locked=False):
            super().release(enrollment, record)
            return super().release(enrollment, record)

    drop_enrollment = made(DropEnrollment, register=EndedMeanwhile(records))
    with pytest.raises(CourseContended):
        drop_enrollment(ada.id, seat.id, key=None, origin=ORIGIN)
