"""Several things of which one is wanted: the first of them that can be had, and the best of them in the end."""

import pytest

from enrollment.domain.enrollments import EnrollmentStatus
from enrollment.domain.waitlist import EntryStatus
from enrollment.domain.waitlist_rules import Promotion, WaitlistRule


@pytest.fixture
def student(campus):
    """A student."""
    return campus.student()


@pytest.fixture
def wish(campus, student):
    """The courses the student wants one of, their rivals' seats, and the entries; the first is wanted most."""
    courses, seats, entries = [], [], []
    for _ in range(3):
        course, [held] = campus.full_course()
        entry = campus.waiting(student, course, **({"or_else": entries[0]} if entries else {}))
        courses.append(course)
        seats.append(held)
        entries.append(entry)
    return courses, seats, entries


def test_the_choices_are_in_the_order_they_were_made(campus, wish):
    _, _, entries = wish
    assert [entry.choice for entry in entries] == [1, 2, 3]
    assert len({entry.wish for entry in entries}) == 1


def test_once_one_is_had_what_is_wanted_less_is_over(campus, student, wish):
    courses, seats, entries = wish
    campus.drop(seats[1])
    assert campus.seat(student, courses[1])
    assert campus.entry(entries[2]).status is EntryStatus.REMOVED
    assert campus.now(courses[2]).waiting == 0


def test_what_is_wanted_more_goes_on_as_a_swap(campus, student, wish):
    courses, seats, entries = wish
    campus.drop(seats[1])
    campus.drop(seats[0])

    assert campus.seat(student, courses[0])
    assert campus.seat(student, courses[1]) is None
    assert campus.entry(entries[0]).status is EntryStatus.ENROLLED


def test_once_the_best_is_had_nothing_is_waited_for(campus, student, wish):
    _, seats, entries = wish
    campus.drop(seats[0])
    assert [campus.entry(entry).status for entry in entries[1:]] == [EntryStatus.REMOVED] * 2


@pytest.fixture
def swapping(campus, student):
    """A seat of the student's, and the entry that waits for a better one with it; the courses, and the rival's seat."""
    kept = campus.course()
    held = campus.enrolled(student, kept)
    best, [rival] = campus.full_course()
    return kept, held, best, rival, campus.waiting(student, best, drop=[held])


def test_first_of_two_else_what_one_has(campus, student, swapping):
    kept, held, best, first_rival, entry = swapping
    second, [second_rival] = campus.full_course()
    campus.waiting(student, second, drop=[held], or_else=entry)

    campus.drop(second_rival)
    assert (campus.seat(student, kept), campus.seat(student, second) is None) == (None, False)
    campus.drop(first_rival)
    assert (campus.seat(student, second), campus.seat(student, best) is None) == (None, False)


def test_what_the_best_was_to_be_swapped_for_is_given_up_for_it_all_the_same(campus, student, swapping):
    kept, _, best, first_rival, entry = swapping
    second, [second_rival] = campus.full_course()
    campus.waiting(student, second, or_else=entry)

    campus.drop(second_rival)
    assert campus.seat(student, kept)
    campus.drop(first_rival)

    assert campus.seat(student, best)
    assert [campus.seat(student, one) for one in (kept, second)] == [None, None]


def test_an_offer_of_what_is_wanted_less_is_withdrawn_as_the_better_is_had(campus, student, wish):
    courses, seats, _ = wish
    campus.rule(courses[1], waitlist=WaitlistRule(promotion=Promotion.OFFER))
    next_in_line = campus.waiting(campus.student(), courses[1])
    campus.drop(seats[1])
    assert campus.seat(student, courses[1]).status is EnrollmentStatus.OFFERED

    campus.drop(seats[0])

    assert campus.seat(student, courses[1]) is None
    assert campus.entry(next_in_line).status is EntryStatus.OFFERED
    assert "offer-lapsed" in campus.told(student)


def test_the_order_can_be_changed(campus, student, wish):
    _, seats, entries = wish
    campus.revise(entries[2], choice=1)
    campus.drop(seats[2])
    assert [campus.entry(entry).status for entry in entries] == [
        EntryStatus.REMOVED,
        EntryStatus.REMOVED,
        EntryStatus.ENROLLED,
    ]


def test_what_stands_for_nothing_else_any_more_is_kept(campus, student, wish):
    _, seats, entries = wish
    campus.revise(entries[2], or_else=entries[2].id)
    campus.drop(seats[0])
    assert campus.entry(entries[1]).status is EntryStatus.REMOVED
    assert campus.entry(entries[2]).is_waiting
