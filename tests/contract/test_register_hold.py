"""The port Register: whom it holds."""

from uuid import uuid4

from tests.contract.given import a_known_student


def test_holding_returns_the_student(store, student):
    with store.transaction() as ports:
        assert ports.register.hold(student.id) == student


def test_holding_nobody_returns_none(store):
    with store.transaction() as ports:
        assert ports.register.hold(uuid4()) is None


def test_who_is_not_active_is_returned_as_such(store, ports):
    gone = a_known_student(ports, active=False)

    with store.transaction() as transaction:
        assert transaction.register.hold(gone.id) == gone


def test_the_same_transaction_may_hold_twice(store, student):
    with store.transaction() as ports:
        assert ports.register.hold(student.id) == ports.register.hold(student.id)
