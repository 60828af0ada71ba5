"""Who waits with a swap and cannot give up the old seat cannot have the new one: it is promised to nobody."""

import pytest

from enrollment.domain.academic_record import Act, Hold
from enrollment.domain.waitlist import EntryStatus

KEPT = Hold(owner="the dean", note="probation", blocks=frozenset({Act.DROP}))


@pytest.fixture
def rivals(campus):
    """The one seat of a course, and who waits for it first, with a swap for a seat that is to be kept."""
    course, [seat] = campus.full_course()
    first = campus.student()
    campus.waiting(first, course, drop=[campus.enrolled(first, campus.course())])
    campus.place(first.id, KEPT)
    return course, seat, first


def test_a_newcomer_has_the_seat(campus, rivals):
    course, seat, first = rivals
    campus.drop(seat)
    assert campus.seat(first, course) is None
    assert campus.enroll(campus.student(), course).enrollment


def test_whoever_dropped_it_has_it_back(campus, rivals):
    _, seat, _ = rivals
    campus.drop(seat)
    [receipt] = campus.undo(seat)
    assert receipt.enrollment


def test_who_wants_another_seat_along_with_it_has_both(campus, rivals):
    course, seat, _ = rivals
    other, [held] = campus.full_course()
    both = campus.waiting(campus.student(), course, other)

    campus.drop(seat)
    campus.drop(held)

    assert campus.entry(both).status is EntryStatus.ENROLLED


def test_what_is_given_up_is_told_in_one_order(campus):
    student, (wanted, _) = campus.student(), campus.full_course()
    seats = [campus.enrolled(student, campus.course()) for _ in range(4)]
    entry = campus.waiting(student, wanted, drop=seats)
    ids = [seat.enrollment_id for seat in campus.entry(entry).gives_up]
    assert ids == sorted(seat.id for seat in seats)
