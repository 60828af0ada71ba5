"""The port Register: staff enroll beyond the seats there are."""

from datetime import timedelta

import pytest

from enrollment.domain.catalog import CourseStatus
from enrollment.domain.pools import SharedCapacity
from enrollment.domain.seats import shared_by
from tests.contract.given import a_known_student, admitted, amended, an_offered_course, asked, divided, dropped
from tests.contract.test_register_admit import what_is_kept
from tests.contract.waiting import in_line
from tests.support.build import NOON, a_course, a_key

BOTH = SharedCapacity(name="SP26 both", max_participants=1)


def let_in(ports, course, student=None):
    """Enroll the student, or a new one, whether or not there is a seat."""
    claim = asked(course, student or a_known_student(ports), key=a_key())
    return ports.register.admit_over(*claim, shared_by(course))


def taken(ports, course):
    return ports.catalog.find(course.id).current_enrollment


@pytest.fixture
def full(ports):
    """A course of one seat, which is taken."""
    course = an_offered_course(ports, max_participants=1)
    admitted(ports, course, a_known_student(ports))
    return course


@pytest.fixture(autouse=True)
def nothing_is_wrong(ports):
    """After each of these."""
    yield
    assert not list(ports.audit.violations(NOON + timedelta(minutes=1)))


def test_somebody_is_let_in_though_there_is_no_seat(ports, full, student):
    enrollment, record = asked(full, student, key=a_key())

    assert ports.register.admit_over(enrollment, record)
    assert ports.enrollments.find(enrollment.id).enrollment == enrollment
    assert ports.enrollments.receipt(record.receipt.id) == record.receipt
    assert (taken(ports, full), ports.catalog.find(full.id).over_by) == (2, 1)


def test_as_many_are_let_in_as_staff_want_and_nobody_else_is(ports, full, student):
    assert [let_in(ports, full) for _ in range(3)] == [True] * 3

    assert not ports.register.admit(*asked(full, student))
    assert taken(ports, full) == 4


def test_where_a_seat_is_free_that_one_is_taken(ports, student):
    course = an_offered_course(ports, max_participants=2)
    assert let_in(ports, course)

    admitted(ports, course, student)

    assert not ports.register.admit(*asked(course, a_known_student(ports)))
    assert taken(ports, course) == 2


def test_where_there_is_no_limit_everybody_is_let_in(ports):
    course = an_offered_course(ports, max_participants=None)

    assert [let_in(ports, course) for _ in range(2)] == [True] * 2


def test_a_seat_given_up_is_nobodys_until_fewer_sit_there_than_there_are_seats(ports, full, student):
    claim = asked(full, a_known_student(ports))
    assert ports.register.admit_over(*claim)

    dropped(ports, claim[0])
    assert not ports.register.admit(*asked(full, student))

    assert taken(ports, full) == 1


def test_one_who_left_may_be_followed_by_another_one_over(ports, full):
    claim = asked(full, a_known_student(ports))
    assert ports.register.admit_over(*claim)
    dropped(ports, claim[0])

    assert let_in(ports, full)
    assert taken(ports, full) == 2


def test_the_seats_a_course_shares_are_counted_as_well(store, ports):
    one, other = (divided(store, an_offered_course(ports), shared=BOTH) for _ in range(2))
    admitted(ports, one, a_known_student(ports))

    assert let_in(ports, other)

    assert [ports.register.facts(course.id, None).course.shared.current_enrollment for course in (one, other)] == [2, 2]
    assert not ports.register.admit(*asked(one, a_known_student(ports)), shared_by(one))


def test_nobody_is_let_into_a_course_that_shares_its_seats_unseen(store, ports, student):
    course = divided(store, an_offered_course(ports), shared=BOTH)
    claim = asked(course, student)

    assert not ports.register.admit_over(*claim)
    assert taken(ports, course) == 0


@pytest.mark.parametrize("status", sorted(set(CourseStatus) - {CourseStatus.PUBLISHED}))
def test_nobody_is_let_into_a_course_that_is_not_offered(ports, course, student, status):
    amended(ports, course, status=status)
    claim = asked(course, student, key=a_key())
    before = what_is_kept(ports, *claim)

    assert not ports.register.admit_over(*claim)
    assert what_is_kept(ports, *claim) == before


def test_nobody_is_let_into_a_course_that_does_not_exist(ports, student):
    assert not ports.register.admit_over(*asked(a_course(), student))


def test_those_who_wait_keep_nobody_out_whom_staff_want_in(ports, full, student):
    in_line(ports, full)

    assert let_in(ports, full, student)
