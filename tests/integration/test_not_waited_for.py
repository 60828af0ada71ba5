"""What is not waited for, since it comes in no order: whoever did would wait in a ring before long."""

import pytest

from enrollment.ports.agenda import Chore
from tests.contract.given import a_known_student, admitted, an_offered_course
from tests.contract.stores import SqlStore
from tests.support.build import NOON
from tests.support.meanwhile import meanwhile
from tests.support.waiting import an_entry, giving_up

SOON = 2.0  # seconds; a lock is waited for as long
pytestmark = pytest.mark.postgresql


@pytest.fixture
def store(postgresql_engine):
    """Where two transactions are open at once."""
    return SqlStore(postgresql_engine)


@pytest.fixture
def course(store):
    """A course on record."""
    return an_offered_course(store.ports)


def test_a_chore_of_a_course_that_somebody_has_locked_is_put_down(store, course):
    with meanwhile(store) as start, store.transaction() as ports:
        ports.waitlists.lock([course.id], patiently=True)
        start(lambda ports: ports.agenda.put(course.id, Chore.SERVE, NOON)).result(timeout=SOON)


def test_a_chore_that_somebody_else_puts_down_is_put_down(store, course):
    with meanwhile(store) as start, store.transaction() as ports:
        ports.agenda.put(course.id, Chore.SERVE, NOON)
        start(lambda ports: ports.agenda.put(course.id, Chore.SERVE, NOON)).result(timeout=SOON)
    assert store.ports.agenda.of(course.id) == {Chore.SERVE: NOON}


def test_a_chore_that_is_being_done_is_put_down(store, course):
    store.ports.agenda.put(course.id, Chore.SERVE, NOON)
    due = store.ports.agenda.take(NOON)
    with meanwhile(store) as start, store.transaction() as ports:
        ports.waitlists.lock([course.id], patiently=True)
        ports.agenda.done(due)
        start(lambda ports: ports.agenda.put(course.id, Chore.SERVE, NOON)).result(timeout=SOON)
    assert store.ports.agenda.of(course.id) == {Chore.SERVE: NOON}


def test_a_seat_is_put_down_as_given_up_in_a_course_that_somebody_has_locked(store, course):
    student, wanted = a_known_student(store.ports), an_offered_course(store.ports)
    seat = admitted(store.ports, course, student)
    entry = an_entry(wanted, student_id=student.id, gives_up=giving_up(seat))

    with meanwhile(store) as start, store.transaction() as ports:
        ports.waitlists.lock([course.id], patiently=True)
        start(lambda ports: ports.waitlists.join(entry)).result(timeout=SOON)
    assert store.ports.waitlists.find(entry.id).gives_up == entry.gives_up
