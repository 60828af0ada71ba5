"""What is promised to take one round trip takes one, however many wait."""

from dataclasses import replace

import pytest

from enrollment.domain.pools import SharedCapacity
from tests.contract.given import a_known_student, admitted, an_offered_course, asked, divided
from tests.contract.stores import SqlStore
from tests.contract.waiting import a_seat_offered, in_line
from tests.support.build import NOON, a_key, a_message, a_receipt, a_record
from tests.support.round_trips import asked as statements

MANY = 12


@pytest.fixture
def store(engine):
    """Each database in turn."""
    return SqlStore(engine)


@pytest.fixture
def ports(store):
    """The adapters, each call a transaction of its own; one has been made, so that no connection is new."""
    assert store.ports.outbox.waiting() == 0
    return store.ports


@pytest.fixture
def courses(ports):
    """Three courses, and a student who holds a seat in the first."""
    return [an_offered_course(ports) for _ in range(3)]


@pytest.fixture
def student(ports, courses):
    """A student who waits for the last two of the courses, and watches the first, as many others do."""
    student = a_known_student(ports)
    admitted(ports, courses[0], student)
    for who in [student, *(a_known_student(ports) for _ in range(MANY))]:
        in_line(ports, *courses[1:], student=who)
        ports.seat_watches.put(who.id, courses[0].id, NOON)
    return student


@pytest.fixture
def readings(courses, student):
    """What is read in one round trip, by what reads it."""
    first, second, _ = (course.id for course in courses)
    return {
        "queue": lambda ports: ports.waitlists.queue(second, after=None, limit=99),
        "of": lambda ports: ports.waitlists.of(student.id),
        "line": lambda ports: ports.waitlists.line(second, 99),
        "swaps_from": lambda ports: ports.waitlists.swaps_from([first, second]),
        "watching": lambda ports: ports.seat_watches.watching(first, after=None, limit=99),
        "enrollments": lambda ports: ports.enrollments.of(student.id),
        "facts": lambda ports: [ports.register.facts(second, student.id, "key")],
        "facts_about": lambda ports: ports.register.facts_about([course.id for course in courses], student.id),
    }


@pytest.mark.parametrize(
    "name", ["queue", "of", "line", "swaps_from", "watching", "enrollments", "facts", "facts_about"]
)
def test_it_is_read_in_one(engine, ports, readings, name):
    with statements(engine) as were:
        found = readings[name](ports)

    assert found or name == "swaps_from"
    assert len(were) == 1, were


def test_whoever_is_skipped_is_noted_in_two_that_lock_and_write(engine, ports, courses, student):
    skipped = [replace(one.entry, skipped=("on-hold",)) for one in ports.waitlists.line(courses[1].id, 99)]
    assert len(skipped) > MANY

    with statements(engine) as were:
        ports.waitlists.skip(skipped)

    assert len(were) == 2, were
    assert {one.entry.skipped for one in ports.waitlists.line(courses[1].id, 99)} == {("on-hold",)}


def test_many_messages_are_kept_in_one(engine, ports):
    with statements(engine) as were:
        ports.outbox.put(*[a_message() for _ in range(MANY)])

    assert len(were) == 1, were
    assert ports.outbox.waiting() == MANY


def test_nobody_and_nothing_take_none(engine, ports):
    with statements(engine) as were:
        ports.waitlists.skip([])
        ports.outbox.put()

    assert were == []


SHARED = {"undivided": None, "shared": SharedCapacity(name="SP26 both", max_participants=99)}


@pytest.mark.parametrize("shared", SHARED)
def test_a_seat_is_taken_accepted_and_given_up_in_one_each(engine, store, ports, shared):
    course = divided(store, an_offered_course(ports), shared=SHARED[shared])
    name = course.shared and course.shared.name
    seat = a_seat_offered(course, in_line(ports, course))
    accepted, over = seat.accepted(NOON), seat.dropped(NOON)
    records = [a_record(receipt=a_receipt(enrollment=one), key=a_key()) for one in (seat, accepted, over)]
    one_more = asked(course, a_known_student(ports))

    with statements(engine) as were:
        assert ports.register.admit(seat, records[0], name, locked=True)
        assert ports.register.accept(accepted, records[1])
        assert ports.register.release(over, records[2], name, locked=True)
        assert ports.register.admit_over(*one_more, name)

    assert len(were) == 4, were


def test_a_course_is_locked_in_one_and_several_in_one_each_and_one_more(engine, store, courses):
    ids = [course.id for course in courses]
    with store.transaction() as ports, statements(engine) as were:
        ports.waitlists.lock(ids[:1], patiently=True)
        assert len(were) == 1, were
        ports.waitlists.lock(ids, patiently=False)

    assert len(were) == 1 + 4, were
