"""What comes free where nobody waits for it, be it a seat or a student: it comes to whoever waits elsewhere."""

import pytest

from enrollment.domain.catalog import CourseStatus
from enrollment.domain.course_changes import CourseChange
from enrollment.domain.pools import SharedCapacity
from tests.contract.given import divided

CANCELLED = CourseChange(status=CourseStatus.CANCELLED)


@pytest.fixture
def sharing(campus):
    """Two courses with one seat between them, and who holds that, in the first."""
    both = SharedCapacity(name="SP26 both", max_participants=1)
    courses = [divided(campus.store, campus.course(5), shared=both) for _ in range(2)]
    return *courses, campus.enrolled(campus.student(), courses[0])


def test_a_shared_seat_dropped_in_one_course_is_had_in_the_other(campus, sharing):
    _, other, seat = sharing
    student = campus.student()
    campus.waiting(student, other)
    campus.drop(seat)
    assert campus.seat(student, other)


def test_a_shared_seat_of_a_course_that_is_cancelled_is_had_in_the_other(campus, sharing):
    one, other, _ = sharing
    student = campus.student()
    campus.waiting(student, other)

    campus.change(one, CANCELLED)
    campus.do_what_is_due(swept=False)

    assert campus.seat(student, other)


@pytest.fixture
def kept_from(campus):
    """Somebody who may hold four units and holds them, waits for others, and is kept from a free seat of them."""
    campus.rule(most_units=4.0)
    held, wanted = campus.course(units="4"), campus.course(units="4")
    student, rival = campus.student(), campus.enrolled(campus.student(), wanted)
    campus.waiting(student, wanted)
    campus.enrolled(student, held)
    campus.drop(rival)
    assert campus.seat(student, wanted) is None
    return student, held, wanted


def test_a_course_that_is_cancelled_stands_in_nobodys_way(campus, kept_from):
    student, held, wanted = kept_from
    campus.change(held, CANCELLED)
    campus.do_what_is_due(swept=False)
    assert campus.seat(student, wanted)


def test_a_seat_given_up_for_another_in_line_stands_in_nobodys_way(campus, kept_from):
    student, held, wanted = kept_from
    easy = campus.course(units="0")
    rival = campus.enrolled(campus.student(), easy)
    campus.waiting(student, easy, drop=[campus.seat(student, held)])

    campus.drop(rival)
    campus.do_what_is_due(swept=False)

    assert campus.seat(student, easy)
    assert campus.seat(student, wanted)
