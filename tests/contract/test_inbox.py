"""The port Inbox."""

from datetime import timedelta

from tests.contract.stores import race
from tests.support.build import NOON, a_message


def test_a_message_is_handled_once_that_is_noted(ports):
    message = a_message()
    assert not ports.inbox.has("mail", message.id)

    ports.inbox.add("mail", message.id, NOON)

    assert ports.inbox.has("mail", message.id)
    assert not ports.inbox.has("mail", a_message().id)


def test_each_consumer_has_an_inbox_of_its_own(ports):
    message = a_message()
    ports.inbox.add("mail", message.id, NOON)

    assert not ports.inbox.has("analytics", message.id)


def test_noting_it_again_changes_nothing(ports):
    message = a_message()
    ports.inbox.add("mail", message.id, NOON)
    ports.inbox.add("mail", message.id, NOON + timedelta(days=1))

    assert ports.inbox.has("mail", message.id)


def test_noting_it_many_times_at_once_is_no_error(store, ports):
    message = a_message()

    answers = race(store, *[lambda ports: ports.inbox.add("mail", message.id, NOON)] * 6)

    assert answers == [None] * 6
    assert ports.inbox.has("mail", message.id)
