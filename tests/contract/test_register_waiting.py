"""The port Register: where students wait for a course, its seats are theirs."""

import pytest

from enrollment.domain.enrollments import EnrollmentStatus
from enrollment.domain.groups import Group
from enrollment.domain.pools import Pool, SharedCapacity
from enrollment.domain.seats import shared_by
from enrollment.domain.waitlist import EntryStatus
from tests.contract.given import admitted, an_offered_course, asked, divided, dropped
from tests.contract.test_register_admit import what_is_kept
from tests.contract.waiting import A_DAY, a_seat_offered, in_line, offered
from tests.support.build import NOON, a_key, a_receipt, a_record, an_enrollment

DIVIDED = {
    "undivided": {},
    "pools": {"pools": (Pool(group=Group(name="seniors"), seats=2),)},
    "shared": {"shared": SharedCapacity(name="SP26 both", max_participants=9)},
}


@pytest.fixture(params=DIVIDED)
def course(request, store, ports):
    """A course of nine seats, divided in each way in turn."""
    return divided(store, an_offered_course(ports, max_participants=9), **DIVIDED[request.param])


@pytest.fixture
def pool(course):
    """The pool a seat of the course is from, if it has one."""
    return "seniors" if course.pools else None


def ended(enrollment, at=NOON + A_DAY, key=None):
    """The enrollment given up, and the record of it."""
    over = enrollment.dropped(at)
    return over, a_record(receipt=a_receipt(enrollment=over), key=key)


def test_nobody_is_admitted_past_those_who_wait(ports, course, student, pool):
    in_line(ports, course)
    claim = asked(course, student, key=a_key(), pool=pool)
    before = what_is_kept(ports, *claim)

    assert not ports.register.admit(*claim, shared_by(course))
    assert what_is_kept(ports, *claim) == before


def test_who_has_locked_the_course_admits_whom_it_decided_on(ports, course, student, pool):
    in_line(ports, course)

    assert ports.register.admit(*asked(course, student, pool=pool), shared_by(course), locked=True)
    assert ports.catalog.find(course.id).current_enrollment == 1


def test_once_nobody_waits_any_more_whoever_comes_is_admitted(ports, course, student, pool):
    entry = in_line(ports, course)
    ports.waitlists.put(entry.ended(EntryStatus.LEFT, NOON))

    assert ports.register.admit(*asked(course, student, pool=pool), shared_by(course))


def test_who_is_offered_a_seat_keeps_nobody_out(ports, course, student, pool):
    offered(ports, in_line(ports, course), course, pool=pool)

    assert ports.register.admit(*asked(course, student, pool=pool), shared_by(course))
    assert ports.catalog.find(course.id).current_enrollment == 2


def test_no_lock_makes_a_seat_where_there_is_none(ports, student):
    course = an_offered_course(ports, max_participants=0)
    in_line(ports, course)

    assert not ports.register.admit(*asked(course, student), locked=True)


def test_no_seat_is_given_up_unseen_by_those_who_wait(ports, course, student, pool):
    seat = admitted(ports, course, student, pool=pool)
    in_line(ports, course)
    over, record = ended(seat, key=a_key())
    before = what_is_kept(ports, over, record)

    assert not ports.register.release(over, record, shared_by(course))
    assert what_is_kept(ports, over, record) == before


def test_who_has_locked_the_course_gives_up_the_seat_for_them(ports, course, student, pool):
    seat = admitted(ports, course, student, pool=pool)
    in_line(ports, course)
    over, record = ended(seat)

    assert ports.register.release(over, record, shared_by(course), locked=True)
    assert ports.enrollments.find(seat.id).enrollment == over
    assert ports.catalog.find(course.id).current_enrollment == 0


def test_an_offer_that_is_over_frees_its_seat_and_stays_on_record_as_returned(ports, course, pool):
    entry = in_line(ports, course)
    seat = a_seat_offered(course, entry, pool)
    ports.register.admit(seat, a_record(receipt=a_receipt(enrollment=seat)), shared_by(course), locked=True)
    returned = seat.ended(EnrollmentStatus.RETURNED, NOON + A_DAY)

    assert ports.register.release(
        returned, a_record(receipt=a_receipt(enrollment=returned)), shared_by(course), locked=True
    )
    assert ports.enrollments.find(seat.id).enrollment == returned
    assert ports.catalog.find(course.id).current_enrollment == 0


def test_what_is_offered_is_accepted_once(ports, course, student, pool):
    seat = a_seat_offered(course, in_line(ports, course, student=student), pool)
    ports.register.admit(seat, a_record(receipt=a_receipt(enrollment=seat)), shared_by(course), locked=True)
    accepted = seat.accepted(NOON + A_DAY)
    records = [a_record(receipt=a_receipt(enrollment=accepted), key=a_key()) for _ in range(2)]

    assert [ports.register.accept(accepted, record) for record in records] == [True, False]
    assert ports.enrollments.find(seat.id).enrollment == accepted
    assert ports.catalog.find(course.id).current_enrollment == 1
    assert ports.enrollments.receipt(records[0].receipt.id) == records[0].receipt
    assert ports.enrollments.receipt(records[1].receipt.id) is None
    assert ports.register.facts(course.id, student.id, records[1].key.key).answer is None


@pytest.mark.parametrize("status", sorted(set(EnrollmentStatus) - {EnrollmentStatus.OFFERED}))
def test_nothing_but_an_offer_is_accepted(ports, student, status):
    course = an_offered_course(ports)
    seat = an_enrollment(course_id=course.id, student_id=student.id)
    if status is EnrollmentStatus.PENDING_PAYMENT:
        seat = an_enrollment(course_id=course.id, student_id=student.id, status=status)
    ports.register.admit(seat, a_record(receipt=a_receipt(enrollment=seat)))
    if not an_enrollment(status=status).is_live:
        over = seat.ended(status, NOON)
        ports.register.release(over, a_record(receipt=a_receipt(enrollment=over)))
    before = ports.enrollments.find(seat.id)

    assert not ports.register.accept(seat.accepted(NOON), a_record(receipt=a_receipt(enrollment=seat)))
    assert ports.enrollments.find(seat.id) == before


def test_what_never_was_is_not_accepted(ports, course, student):
    never = an_enrollment(course_id=course.id, student_id=student.id)

    assert not ports.register.accept(never, a_record(receipt=a_receipt(enrollment=never)))
    assert ports.outbox.waiting() == 0


def test_who_dropped_and_waits_again_is_not_held_by_the_seat_that_ended(ports, course, student, pool):
    dropped(ports, admitted(ports, course, student, pool=pool))
    in_line(ports, course, student=student)

    assert ports.register.admit(*asked(course, student, pool=pool), shared_by(course), locked=True)
