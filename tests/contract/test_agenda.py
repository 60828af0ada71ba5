"""The port Agenda: what is due for a course is done once, and not lost."""

from datetime import timedelta

import pytest

from enrollment.ports.agenda import LEASE, Chore, Due
from tests.contract.given import an_offered_course
from tests.contract.stores import race
from tests.support.build import NOON

INSTANT, HOUR = timedelta(microseconds=1), timedelta(hours=1)
AROUND = [(-INSTANT, False), (timedelta(), True), (INSTANT, True)]


def a_due(course, chore=Chore.SERVE, at=NOON):
    """The chore as whoever took it up at that instant has it."""
    return Due(course_id=course.id, chore=chore, leased_until=at + LEASE)


def test_on_an_empty_agenda_nothing_is_due(ports):
    assert ports.agenda.take(NOON) is None
    assert ports.agenda.due_since(NOON) is None


@pytest.mark.parametrize(("off", "is_due"), AROUND)
def test_a_chore_is_due_from_its_instant_on(ports, course, off, is_due):
    ports.agenda.put(course.id, Chore.BATCH, NOON)

    assert ports.agenda.due_since(NOON + off) == (NOON if is_due else None)
    assert ports.agenda.take(NOON + off) == (a_due(course, Chore.BATCH, NOON + off) if is_due else None)


def test_to_ask_whether_anything_is_due_takes_nothing_up(ports, course):
    ports.agenda.put(course.id, Chore.SERVE, NOON)

    assert ports.agenda.due_since(NOON + HOUR) == NOON
    assert ports.agenda.take(NOON) == a_due(course)


@pytest.mark.parametrize("hours", [(1, 2), (2, 1), (1, 1)])
def test_of_several_instants_the_earliest_counts(ports, course, hours):
    for hour in hours:
        ports.agenda.put(course.id, Chore.SERVE, NOON + hour * HOUR)

    assert ports.agenda.due_since(NOON + HOUR - INSTANT) is None
    assert ports.agenda.take(NOON + 2 * HOUR) == a_due(course, at=NOON + 2 * HOUR)
    assert ports.agenda.take(NOON + 2 * HOUR) is None


def test_each_chore_of_each_course_is_one_by_itself(ports, course):
    those = [(one, chore) for one in (course, an_offered_course(ports)) for chore in Chore]
    for one, chore in those:
        ports.agenda.put(one.id, chore, NOON)

    taken = [ports.agenda.take(NOON) for _ in those]

    assert {(due.course_id, due.chore) for due in taken} == {(one.id, chore) for one, chore in those}
    assert ports.agenda.take(NOON) is None


def test_what_has_been_due_longest_comes_first(ports, course):
    instants = {Chore.WATCH: 2, Chore.SERVE: 0, Chore.CLOSE: 1}
    for chore, hours in instants.items():
        ports.agenda.put(course.id, chore, NOON + hours * HOUR)

    taken = [ports.agenda.take(NOON + 9 * HOUR).chore for _ in instants]

    assert taken == [Chore.SERVE, Chore.CLOSE, Chore.WATCH]


@pytest.mark.parametrize(("off", "comes_again"), AROUND)
def test_what_is_taken_up_and_not_done_comes_again_when_the_lease_is_over(ports, course, off, comes_again):
    ports.agenda.put(course.id, Chore.SERVE, NOON)
    ports.agenda.take(NOON)

    again = ports.agenda.take(NOON + LEASE + off)

    assert again == (a_due(course, at=NOON + LEASE + off) if comes_again else None)


def test_what_is_done_does_not_come_again(ports, course):
    ports.agenda.put(course.id, Chore.SERVE, NOON)
    ports.agenda.done(ports.agenda.take(NOON))

    assert ports.agenda.due_since(NOON + 99 * HOUR) is None


def test_done_strikes_off_no_other_chore_and_no_other_course(ports, course):
    other = an_offered_course(ports)
    for one, chore in ((course, Chore.SERVE), (course, Chore.WATCH), (other, Chore.SERVE)):
        ports.agenda.put(one.id, chore, NOON)
    for _ in range(3):
        ports.agenda.take(NOON)

    ports.agenda.done(a_due(course))

    left = [ports.agenda.take(NOON + LEASE) for _ in range(3)]
    assert {(due.course_id, due.chore) for due in left if due} == {(course.id, Chore.WATCH), (other.id, Chore.SERVE)}


def test_who_comes_too_late_does_not_strike_off_what_another_has_taken_up(ports, course):
    ports.agenda.put(course.id, Chore.SERVE, NOON)
    late = ports.agenda.take(NOON)
    ports.agenda.take(NOON + LEASE)

    ports.agenda.done(late)

    assert ports.agenda.take(NOON + 2 * LEASE) == a_due(course, at=NOON + 2 * LEASE)


@pytest.mark.parametrize("later", [timedelta(), INSTANT, LEASE, LEASE + INSTANT, HOUR], ids=str)
def test_what_is_put_there_anew_meanwhile_is_not_struck_off(ports, course, later):
    ports.agenda.put(course.id, Chore.SERVE, NOON)
    due = ports.agenda.take(NOON)
    ports.agenda.put(course.id, Chore.SERVE, NOON + later)

    ports.agenda.done(due)

    assert ports.agenda.due_since(NOON + later)


def test_what_is_put_there_for_later_is_due_then_though_who_was_at_it_never_came_back(ports, course):
    ports.agenda.put(course.id, Chore.BATCH, NOON)
    ports.agenda.take(NOON)
    ports.agenda.put(course.id, Chore.BATCH, NOON + HOUR)

    ports.agenda.done(ports.agenda.take(NOON + LEASE))

    assert ports.agenda.due_since(NOON + HOUR - INSTANT) is None
    assert ports.agenda.due_since(NOON + HOUR)


def test_what_was_done_may_be_put_there_again(ports, course):
    ports.agenda.put(course.id, Chore.SERVE, NOON)
    ports.agenda.done(ports.agenda.take(NOON))

    ports.agenda.put(course.id, Chore.SERVE, NOON + HOUR)

    assert ports.agenda.take(NOON + HOUR) == a_due(course, at=NOON + HOUR)


def test_to_have_done_what_is_not_there_is_nothing(ports, course):
    ports.agenda.done(a_due(course))

    assert ports.agenda.due_since(NOON) is None


def test_of_many_who_take_at_once_none_get_the_same(store, ports):
    courses = [an_offered_course(ports) for _ in range(5)]
    for course in courses:
        ports.agenda.put(course.id, Chore.SERVE, NOON)

    taken = race(store, *[lambda ports: ports.agenda.take(NOON)] * 8)

    got = [due.course_id for due in taken if due]
    assert len(got) == len(set(got))
    assert set(got) <= {course.id for course in courses}


def test_what_is_to_be_done_for_a_course_is_told_with_its_earliest_instant(ports, course):
    for chore, hours in ((Chore.SERVE, 2), (Chore.SERVE, 1), (Chore.CLOSE, 3)):
        ports.agenda.put(course.id, chore, NOON + hours * HOUR)
    ports.agenda.put(an_offered_course(ports).id, Chore.WATCH, NOON)

    assert ports.agenda.of(course.id) == {Chore.SERVE: NOON + HOUR, Chore.CLOSE: NOON + 3 * HOUR}
