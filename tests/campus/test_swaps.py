"""A swap is the new seat or the old one: never neither, never both."""

from dataclasses import replace
from datetime import time

import pytest

from enrollment.domain.academic_record import AcademicRecord, Act, Hold
from enrollment.domain.enrollments import EnrollmentStatus
from enrollment.domain.errors import EnrollmentUnknown
from enrollment.domain.reasons import CourseFull, OnHold
from enrollment.domain.receipts import Action
from enrollment.domain.waitlist import EntryStatus
from enrollment.domain.waitlist_rules import Promotion, WaitlistRule
from tests.support.build import a_key


@pytest.fixture
def student(campus):
    """A student."""
    return campus.student()


@pytest.fixture
def old(campus):
    """A course with one seat."""
    return campus.course()


@pytest.fixture
def held(campus, student, old):
    """The student's seat in it."""
    return campus.enrolled(student, old)


def test_both_change_at_once(campus, student, old, held):
    new = campus.course()

    [receipt] = campus.swap(held, new).receipts

    assert (receipt.action, receipt.enrollment.course_id) == (Action.SWAP, new.id)
    assert campus.seat(student, old) is None
    assert (campus.now(old).current_enrollment, campus.now(new).current_enrollment) == (0, 1)
    assert campus.told(student) == ["student-enrolled", "enrollment-dropped", "student-enrolled"]


def test_where_it_cannot_be_the_old_seat_is_kept(campus, student, old, held):
    new, _ = campus.full_course()

    [receipt] = campus.swap(held, new).receipts

    assert receipt.verdict.has(CourseFull)
    assert campus.seat(student, old) == held
    assert campus.seat(student, new) is None


def test_it_is_judged_by_the_schedule_that_comes_of_it(campus, student):
    campus.rule(most_units=4.0)
    old, new = campus.course(units="4"), campus.course(units="4")
    held = campus.enrolled(student, old)
    [receipt] = campus.swap(held, new).receipts
    assert receipt.enrollment


def test_what_keeps_the_old_seat_stands_against_it(campus, student, old, held):
    hold = Hold(owner="the dean", note="probation", blocks=frozenset({Act.DROP}))
    campus.store.ports.academic_records.put(student.id, AcademicRecord(holds=(hold,)))
    new = campus.course()
    [receipt] = campus.swap(held, new).receipts
    assert receipt.verdict.has(OnHold)
    assert campus.seat(student, old) == held


def test_the_seat_given_up_goes_to_who_waits_for_it(campus, old, held):
    waiting = campus.waiting(campus.student(), old)
    campus.swap(held, campus.course())
    assert campus.entry(waiting).status is EntryStatus.ENROLLED


def test_somebody_elses_seat_is_not_ones_own_to_give(campus, held):
    other = campus.student()
    with pytest.raises(EnrollmentUnknown):
        campus.swap(replace(held, student_id=other.id), campus.course())


def test_the_same_key_again_is_one_swap_and_one_answer(campus, held):
    new, key = campus.course(), a_key()
    assert campus.swap(held, new, key=key) == campus.swap(held, new, key=key)


def test_where_it_is_full_one_may_wait_with_the_old_seat_kept(campus, student, old, held):
    new, [rival] = campus.full_course()

    joined = campus.swap(held, new, waits=True)

    assert joined.entry.is_waiting
    assert campus.seat(student, old) == held
    campus.drop(rival)
    assert campus.seat(student, new)
    assert campus.seat(student, old) is None


def test_the_same_key_again_is_one_place_in_line(campus, held):
    new, _ = campus.full_course()
    key = a_key()
    assert campus.swap(held, new, waits=True, key=key) == campus.swap(held, new, waits=True, key=key)


def test_an_offer_gives_up_the_old_seat_as_it_is_accepted_and_not_before(campus, student, old, held):
    new, [rival] = campus.full_course()
    campus.rule(new, waitlist=WaitlistRule(promotion=Promotion.OFFER))
    entry = campus.swap(held, new, waits=True).entry
    campus.drop(rival)
    assert campus.seat(student, old) == held

    campus.accept(entry)

    assert campus.seat(student, old) is None
    assert campus.seat(student, new).status is EnrollmentStatus.APPROVED


def test_what_is_given_up_can_be_changed_without_losing_the_place(campus, student, old, held):
    other = campus.enrolled(student, campus.course())
    new, [rival] = campus.full_course()
    entry = campus.waiting(student, new, drop=[held])
    campus.waiting(campus.student(), new)

    campus.revise(entry, gives_up=(other.id,))
    campus.drop(rival)

    assert campus.seat(student, new)
    assert campus.seat(student, old) == held


def test_once_it_is_no_swap_any_more_the_old_seat_stays(campus, student, old, held):
    new, [rival] = campus.full_course()
    entry = campus.waiting(student, new, drop=[held])
    campus.revise(entry, gives_up=())
    campus.drop(rival)
    assert campus.seat(student, old) == held


def test_a_seat_dropped_meanwhile_is_not_given_up_twice(campus, student, old, held):
    new, [rival] = campus.full_course()
    campus.waiting(student, new, drop=[held])
    campus.drop(held)
    campus.drop(rival)
    assert campus.seat(student, new)


def test_a_chain_of_swaps_moves_in_one_go(campus):
    """Dropping the last frees the one before, and so on to the first."""
    courses = [campus.course() for _ in range(5)]
    students = [campus.student() for _ in courses]
    seats = [campus.enrolled(student, course) for student, course in zip(students, courses, strict=True)]
    for number, seat in enumerate(seats[:-1]):
        campus.swap(seat, courses[number + 1], waits=True)

    campus.drop(seats[-1])

    assert [campus.seat(students[number], courses[number + 1]) is not None for number in range(4)] == [True] * 4
    assert campus.now(courses[0]).current_enrollment == 0


def test_a_seat_that_comes_free_in_a_batch_waits_for_its_own(campus):
    """What one course gives at ten frees a seat in another, which gives its seats at eleven."""
    (early, [seat]), late = campus.full_course(), campus.course()
    campus.rule(early, waitlist=WaitlistRule(promotion=Promotion.BATCH, batch_at=(time(22),)))
    campus.rule(late, waitlist=WaitlistRule(promotion=Promotion.BATCH, batch_at=(time(23),)))
    mover, next_in_line = campus.student(), campus.student()
    campus.swap(campus.enrolled(mover, late), early, waits=True)
    campus.waiting(next_in_line, late)
    campus.drop(seat)

    campus.pass_time(hours=18)  # on campus it is ten in the evening

    assert campus.seat(mover, early)
    assert campus.seat(next_in_line, late) is None
    campus.pass_time(hours=1)
    assert campus.seat(next_in_line, late)
