"""The SQL adapters in transactions: undone together, and made to wait for each other where they must."""

from concurrent.futures import ThreadPoolExecutor, wait

import pytest

from enrollment.domain.errors import StudentBusy
from enrollment.ports.register import Facts
from tests.contract.given import a_known_student, an_offered_course, asked
from tests.contract.stores import SqlStore
from tests.support.build import NOON, a_key, a_message, a_record, a_refusal


class Undone(Exception):
    """Ends a transaction the hard way."""


@pytest.fixture
def store(engine):
    """Each database in turn."""
    return SqlStore(engine)


@pytest.fixture
def postgresql(postgresql_engine):
    """PostgreSQL, where two transactions are open at once."""
    return SqlStore(postgresql_engine)


@pytest.fixture
def threads():
    """Somebody else, twice."""
    with ThreadPoolExecutor(2) as pool:
        yield pool


def hold(store, student):
    """Hold the student in a transaction of one's own, and end it."""
    with store.transaction() as ports:
        return ports.register.hold(student.id)


def fail_after(ports, enrollment, record):
    """Do one of everything, and then fail."""
    assert ports.register.admit(enrollment, record)
    ports.register.keep(a_record(receipt=a_refusal(user_id=enrollment.student_id)))
    ports.outbox.put(a_message())
    raise Undone


def test_an_error_undoes_everything_done_before_it(store):
    ports = store.ports
    student, course = a_known_student(ports), an_offered_course(ports)
    enrollment, record = asked(course, student, key=a_key())

    with pytest.raises(Undone), store.transaction() as transaction:
        fail_after(transaction, enrollment, record)

    assert ports.register.facts(course.id, student.id, record.key.key) == Facts(course=course)
    assert not ports.activity_log.of(student.id)
    assert ports.enrollments.receipt(record.receipt.id) is None
    assert ports.outbox.waiting() == 0


def test_who_holds_the_same_student_waits_until_the_transaction_ends(store, threads):
    student = a_known_student(store.ports)
    with store.transaction() as ports:
        ports.register.hold(student.id)
        other = threads.submit(hold, store, student)
        assert not wait([other], timeout=0.3).done

    assert other.result(timeout=5) == student


@pytest.mark.postgresql
def test_who_holds_another_student_does_not_wait(postgresql, threads):
    one, other = a_known_student(postgresql.ports), a_known_student(postgresql.ports)
    with postgresql.transaction() as ports:
        ports.register.hold(one.id)

        assert threads.submit(hold, postgresql, other).result(timeout=5) == other


@pytest.mark.postgresql
def test_a_student_held_too_long_is_busy(postgresql, threads):
    student = a_known_student(postgresql.ports)
    with postgresql.transaction() as ports:
        ports.register.hold(student.id)
        with pytest.raises(StudentBusy):
            threads.submit(hold, postgresql, student).result(timeout=5)


def test_facts_read_after_the_wait_are_those_the_other_left(store, threads):
    student, course = a_known_student(store.ports), an_offered_course(store.ports)
    enrollment, record = asked(course, student)

    def held_facts():
        with store.transaction() as ports:
            ports.register.hold(student.id)
            return ports.register.facts(course.id, student.id)

    with store.transaction() as ports:
        ports.register.hold(student.id)
        other = threads.submit(held_facts)
        wait([other], timeout=0.3)
        ports.register.admit(enrollment, record)

    assert other.result(timeout=5).enrollment == enrollment


@pytest.mark.postgresql
def test_two_claimers_in_open_transactions_neither_wait_nor_share(postgresql):
    messages = [a_message() for _ in range(4)]
    for message in messages:
        postgresql.ports.outbox.put(message)

    with postgresql.transaction() as one, postgresql.transaction() as other:
        assert list(one.outbox.claim(2, NOON)) == messages[:2]
        assert list(other.outbox.claim(9, NOON)) == messages[2:]
