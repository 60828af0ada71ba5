"""Who has locked a course has its seats and its line to themselves, and nobody waits in a ring for it."""

from time import monotonic

import pytest

from enrollment.domain.errors import CourseContended
from enrollment.domain.groups import Group
from enrollment.domain.pools import Pool, SharedCapacity
from enrollment.domain.seats import shared_by
from enrollment.ports.agenda import Chore
from tests.contract.given import a_known_student, admitted, an_offered_course, asked, divided
from tests.contract.stores import SqlStore
from tests.contract.waiting import line_of
from tests.support.build import NOON, a_receipt, a_record
from tests.support.meanwhile import meanwhile, until_somebody_waits
from tests.support.waiting import an_entry

pytestmark = pytest.mark.postgresql
AT_ONCE = 1.0  # seconds; who waits for a lock waits for two
DIVIDED = {
    "undivided": {},
    "pools": {"pools": (Pool(group=Group(name="seniors"), seats=2),)},
    "shared": {"shared": SharedCapacity(name="SP26 both", max_participants=9)},
}


@pytest.fixture
def store(postgresql_engine):
    """Where two transactions are open at once."""
    return SqlStore(postgresql_engine)


@pytest.fixture(params=DIVIDED)
def course(request, store):
    """A course of nine seats, divided in each way in turn."""
    return divided(store, an_offered_course(store.ports, max_participants=9), **DIVIDED[request.param])


@pytest.fixture
def overtaken(store, postgresql_engine):
    """Do something in a transaction, and start another's act before it ends; return what came of that."""

    def run(first, act):
        with meanwhile(store) as start:
            with store.transaction() as ports:
                first(ports)
                other = start(act)
                until_somebody_waits(postgresql_engine)
            return other.result(timeout=5)

    return run


def joining(course, student):
    """Lock the course, and stand in its line."""
    entry = an_entry(course, student_id=student.id)

    def join(ports):
        ports.waitlists.lock(entry.courses, patiently=True)
        return ports.waitlists.join(entry)[course.id].position

    return join


def test_nobody_is_admitted_past_who_joined_a_moment_before(store, course, overtaken):
    students = [a_known_student(store.ports) for _ in range(2)]
    claim = asked(course, students[1], pool="seniors" if course.pools else None)

    admitted_past = overtaken(
        joining(course, students[0]), lambda ports: ports.register.admit(*claim, shared_by(course))
    )

    assert admitted_past is False
    assert store.ports.catalog.find(course.id).current_enrollment == 0


def test_no_seat_is_given_up_unseen_by_who_joined_a_moment_before(store, course, overtaken):
    seat = admitted(
        store.ports, course, a_known_student(store.ports), pool="seniors" if course.pools else None
    ).dropped(NOON)
    record = a_record(receipt=a_receipt(enrollment=seat))

    given_up = overtaken(
        joining(course, a_known_student(store.ports)),
        lambda ports: ports.register.release(seat, record, shared_by(course)),
    )

    assert given_up is False
    assert store.ports.catalog.find(course.id).current_enrollment == 1


def test_who_joins_at_once_stands_one_behind_the_other(store, course, overtaken):
    first, second = (a_known_student(store.ports) for _ in range(2))

    assert overtaken(joining(course, first), joining(course, second)) == 2
    assert [entry.student_id for entry in line_of(store.ports, course)] == [first.id, second.id]


def locking(ids, *, patiently):
    return lambda ports: ports.waitlists.lock(ids, patiently=patiently)


def test_who_locks_patiently_waits_for_who_was_first(course, overtaken):
    assert overtaken(locking([course.id], patiently=True), locking([course.id], patiently=True)) is None


def test_who_does_not_is_told_at_once_that_somebody_was_first(store, course):
    with meanwhile(store) as start, store.transaction() as ports:
        ports.waitlists.lock([course.id], patiently=True)
        began = monotonic()
        with pytest.raises(CourseContended):
            start(locking([course.id], patiently=False)).result()

        assert monotonic() - began < AT_ONCE


def test_patience_is_not_endless(store, course):
    with meanwhile(store) as start, store.transaction() as ports:
        ports.waitlists.lock([course.id], patiently=True)
        with pytest.raises(CourseContended):
            start(locking([course.id], patiently=True)).result()


def test_who_locks_a_course_has_the_seats_it_shares_too(store):
    one, other = (divided(store, an_offered_course(store.ports), **DIVIDED["shared"]) for _ in range(2))

    with meanwhile(store) as start, store.transaction() as ports:
        ports.waitlists.lock([one.id], patiently=True)
        with pytest.raises(CourseContended):
            start(locking([other.id], patiently=False)).result()


def test_who_locks_another_course_meets_nobody(store, course):
    other = an_offered_course(store.ports)

    with meanwhile(store) as start, store.transaction() as ports:
        ports.waitlists.lock([course.id], patiently=True)
        start(locking([other.id], patiently=False)).result()


def test_what_one_has_locked_one_may_lock_again(store, course):
    with store.transaction() as ports:
        ports.waitlists.lock([course.id], patiently=True)
        ports.waitlists.lock([course.id], patiently=False)


def test_several_are_locked_in_one_order_whichever_is_named_first(store):
    courses = [divided(store, an_offered_course(store.ports), **how) for how in (DIVIDED["shared"], {}, {})]
    ids = [course.id for course in courses]

    with meanwhile(store) as start:
        acts = [start(locking(ids[::step], patiently=True)) for _ in range(20) for step in (1, -1)]

        assert {act.result() for act in acts} == {None}


def test_a_student_somebody_else_holds_is_not_waited_for(store):
    student, other = (a_known_student(store.ports) for _ in range(2))

    with meanwhile(store) as start, store.transaction() as ports:
        assert ports.waitlists.hold(student.id)
        began = monotonic()
        answers = [start(lambda ports, who=who: ports.waitlists.hold(who.id)).result() for who in (student, other)]

        assert answers == [False, True]
        assert monotonic() - began < AT_ONCE
        assert ports.waitlists.hold(student.id)


def test_it_is_the_same_hold_as_the_registers(store, postgresql_engine):
    student = a_known_student(store.ports)

    with meanwhile(store) as start:
        with store.transaction() as ports:
            ports.register.hold(student.id)
            assert start(lambda ports: ports.waitlists.hold(student.id)).result() is False
        with store.transaction() as ports:
            assert ports.waitlists.hold(student.id)
            other = start(lambda ports: ports.register.hold(student.id))
            until_somebody_waits(postgresql_engine)
        assert other.result() == student


def test_of_two_who_take_a_chore_at_once_one_has_it_and_neither_waits(store):
    first, second = (an_offered_course(store.ports) for _ in range(2))
    store.ports.agenda.put(first.id, Chore.SERVE, NOON)

    with meanwhile(store) as start, store.transaction() as ports:
        assert ports.agenda.take(NOON).course_id == first.id
        began = monotonic()
        assert start(lambda ports: ports.agenda.take(NOON)).result() is None
        store.ports.agenda.put(second.id, Chore.SERVE, NOON)
        assert start(lambda ports: ports.agenda.take(NOON)).result().course_id == second.id
        assert monotonic() - began < AT_ONCE
