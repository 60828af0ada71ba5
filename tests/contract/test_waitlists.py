"""The port Waitlists: standing in line, and leaving it."""

from dataclasses import replace
from uuid import uuid4

import pytest

from enrollment.domain.waitlist import EntryStatus, Place
from tests.contract.given import a_known_student, admitted, an_offered_course
from tests.contract.waiting import A_DAY, in_line, line_of, offered, waiting
from tests.support.build import NOON
from tests.support.waiting import an_entry, giving_up

GONE = sorted(set(EntryStatus) - {EntryStatus.WAITING, EntryStatus.OFFERED})


@pytest.fixture
def other(ports):
    """Another course on record."""
    return an_offered_course(ports)


def test_whoever_joins_stands_at_the_end_and_is_told_the_place(ports, course):
    for position in (1, 2, 3):
        entry = an_entry(course, student_id=a_known_student(ports).id)

        places = ports.waitlists.join(entry)

        assert places == {course.id: Place(entry_id=entry.id, course_id=course.id, position=position)}


def test_the_line_is_in_the_order_in_which_they_joined_whatever_the_clock_said(ports, course):
    entries = [in_line(ports, course, joined_at=NOON - number * A_DAY) for number in range(3)]

    assert line_of(ports, course) == entries


def test_the_course_counts_who_waits_and_these_take_no_seat(ports, course):
    in_line(ports, course)
    in_line(ports, course)

    assert waiting(ports, course.id) == 2
    assert ports.catalog.find(course.id).current_enrollment == 0


def test_who_waits_for_several_courses_stands_in_each_line(ports, course, other):
    in_line(ports, other)
    entry = an_entry(course, other, student_id=a_known_student(ports).id)

    places = ports.waitlists.join(entry)

    assert {course_id: place.position for course_id, place in places.items()} == {course.id: 1, other.id: 2}
    assert line_of(ports, course) == [entry]
    assert (waiting(ports, course.id), waiting(ports, other.id)) == (1, 2)


def test_an_entry_is_found_as_it_was_put_in_line(ports, course, student):
    held = admitted(ports, an_offered_course(ports), student)
    entry = in_line(ports, course, student=student, choice=2, gives_up=giving_up(held), skipped=("unit-limit",))

    assert ports.waitlists.find(entry.id) == entry
    assert ports.waitlists.find(uuid4()) is None


@pytest.mark.parametrize("status", GONE)
def test_one_that_is_over_leaves_its_lines_and_is_found_as_it_ended(ports, course, other, status):
    entry, next_one = in_line(ports, course, other), in_line(ports, course)
    ended = entry.ended(status, NOON)

    ports.waitlists.put(ended)

    assert ports.waitlists.find(entry.id) == ended
    assert (line_of(ports, course), line_of(ports, other)) == ([next_one], [])
    assert (waiting(ports, course.id), waiting(ports, other.id)) == (1, 0)


def test_one_that_is_offered_its_seat_leaves_the_line_and_is_counted_out_once(ports, course):
    entry, next_one = in_line(ports, course), in_line(ports, course)
    offer = offered(ports, entry, course)
    assert (line_of(ports, course), waiting(ports, course.id)) == ([next_one], 1)

    ports.waitlists.put(offer.ended(EntryStatus.DECLINED, NOON))

    assert (line_of(ports, course), waiting(ports, course.id)) == ([next_one], 1)


def test_what_changes_of_one_that_goes_on_waiting_costs_no_place(ports, course, student):
    held = admitted(ports, an_offered_course(ports), student)
    entry, next_one = in_line(ports, course, student=student), in_line(ports, course)
    revised = replace(entry, wish=uuid4(), choice=3, gives_up=giving_up(held))

    ports.waitlists.put(revised)

    assert line_of(ports, course) == [revised, next_one]
    assert waiting(ports, course.id) == 2


def test_what_is_no_longer_given_up_is_forgotten(ports, course, student):
    first, second = (admitted(ports, an_offered_course(ports), student) for _ in range(2))
    entry = in_line(ports, course, student=student, gives_up=giving_up(first))
    for gives_up in (giving_up(second), ()):
        ports.waitlists.put(replace(entry, gives_up=gives_up))

        assert ports.waitlists.find(entry.id).gives_up == gives_up


def test_who_has_left_may_stand_in_line_again_at_the_end_of_it(ports, course, student):
    entry, next_one = in_line(ports, course, student=student), in_line(ports, course)
    ports.waitlists.put(entry.ended(EntryStatus.LEFT, NOON))

    again = in_line(ports, course, student=student)

    assert line_of(ports, course) == [next_one, again]


def test_who_was_last_and_left_does_not_leave_the_number_to_the_next(ports, course):
    in_line(ports, course)
    last = in_line(ports, course)
    [_, rank] = [queued.rank for queued in ports.waitlists.queue(course.id, after=None, limit=9)]
    ports.waitlists.put(last.ended(EntryStatus.LEFT, NOON))
    in_line(ports, course)

    [_, later] = [queued.rank for queued in ports.waitlists.queue(course.id, after=None, limit=9)]

    assert later.sequence > rank.sequence


def test_what_they_are_skipped_for_is_noted_and_nothing_else_changes(ports, course):
    entries = [in_line(ports, course) for _ in range(3)]
    skipped = [replace(entries[0], skipped=("unit-limit", "on-hold")), replace(entries[2], skipped=())]

    ports.waitlists.skip(skipped)

    assert line_of(ports, course) == [skipped[0], entries[1], entries[2]]


def test_a_skip_changes_nothing_of_how_an_entry_stands_by_then(ports, course):
    entry = in_line(ports, course)
    ended = entry.ended(EntryStatus.LEFT, NOON)
    ports.waitlists.put(ended)

    ports.waitlists.skip([replace(entry, skipped=("on-hold",))])

    assert ports.waitlists.find(entry.id) == replace(ended, skipped=("on-hold",))


def test_nobody_is_skipped_where_nobody_is_named(ports, course):
    entry = in_line(ports, course)

    ports.waitlists.skip([])

    assert ports.waitlists.find(entry.id) == entry
