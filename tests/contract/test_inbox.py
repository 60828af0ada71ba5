"""The port Inbox."""

from datetime import timedelta

from enrollment.adapters.memory import inbox as memory_inbox
from enrollment.adapters.sql import inbox as sql_inbox
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
    assert ports.inbox.add("mail", message.id, NOON)
    assert not ports.inbox.add("mail", message.id, NOON + timedelta(days=1))

    assert ports.inbox.has("mail", message.id)


def test_noting_it_many_times_at_once_is_news_once(store, ports):
    message = a_message()

    answers = race(store, *[lambda ports: ports.inbox.add("mail", message.id, NOON)] * 6)

    assert sorted(answers) == [False] * 5 + [True]
    assert ports.inbox.has("mail", message.id)


def failed(ports, message, times=1, *, consumer="mail", at=NOON):
    """The consumer fails on the message so often; whether that parks it each time."""
    error = "ValueError: 'no' \x00"
    return [ports.inbox.failed(consumer, message.id, error, at, park_after=3) for _ in range(times)]


def test_a_message_is_parked_when_it_has_failed_often_enough_and_not_before(ports):
    message = a_message()

    assert failed(ports, message, 2) == [False, False]
    assert ports.inbox.parked(9) == []
    assert failed(ports, message, 2, at=NOON + timedelta(hours=1)) == [True, True]
    assert not ports.inbox.has("mail", message.id)
    assert ports.inbox.count_parked() == 1


def test_one_failure_is_enough_when_that_is_agreed(ports):
    assert ports.inbox.failed("mail", a_message().id, "no", NOON, park_after=1)


def test_a_message_parked_says_who_failed_on_what_and_why(ports):
    message = a_message()
    ports.outbox.put(message)
    failed(ports, message, 3)

    (parked,) = ports.inbox.parked(9)
    assert (parked.consumer, parked.message_id, parked.kind) == ("mail", message.id, "student-enrolled")
    assert (parked.at, parked.attempts) == (NOON, 3)
    assert parked.last_error.startswith("ValueError: 'no'")


def test_a_message_no_longer_in_the_outbox_has_no_kind(ports):
    failed(ports, a_message(), 3)

    assert [parked.kind for parked in ports.inbox.parked(9)] == [None]


def test_each_consumer_counts_for_itself(ports):
    message = a_message()
    failed(ports, message, 2)

    assert failed(ports, message, consumer="analytics") == [False]
    assert failed(ports, message) == [True]


def test_what_failed_and_is_handled_after_all_is_handled(ports):
    message = a_message()
    failed(ports, message, 3)

    assert ports.inbox.add("mail", message.id, NOON)
    assert ports.inbox.has("mail", message.id)
    assert ports.inbox.count_parked() == 0


def test_a_failure_after_it_was_handled_counts_for_nothing(ports):
    message = a_message()
    ports.inbox.add("mail", message.id, NOON)

    assert failed(ports, message, 9) == [False] * 9
    assert ports.inbox.has("mail", message.id)


def test_failures_at_once_are_all_counted(store, ports):
    message = a_message()
    answers = race(store, *[lambda ports: ports.inbox.failed("mail", message.id, "no", NOON, park_after=4)] * 4)

    assert sorted(answers) == [False, False, False, True]


def test_those_parked_are_listed_latest_first_and_page_by_page(ports):
    messages = [a_message() for _ in range(3)]
    for hours, message in enumerate(messages):
        failed(ports, message, 3, at=NOON + timedelta(hours=hours))

    pages = [ports.inbox.parked(2, offset) for offset in (0, 2, 4)]
    assert [[parked.message_id for parked in page] for page in pages] == [
        [messages[2].id, messages[1].id],
        [messages[0].id],
        [],
    ]


def test_tried_again_on_demand_the_failures_are_forgotten(ports):
    message = a_message()
    for consumer in ("mail", "analytics"):
        failed(ports, message, 3, consumer=consumer)

    assert ports.inbox.retry(message.id) == 2
    assert ports.inbox.count_parked() == 0
    assert failed(ports, message, 3) == [False, False, True]


def test_what_is_not_parked_is_not_tried_again(ports):
    handled, failing = a_message(), a_message()
    ports.inbox.add("mail", handled.id, NOON)
    failed(ports, failing)

    assert [ports.inbox.retry(message.id) for message in (handled, failing, a_message())] == [0, 0, 0]
    assert ports.inbox.has("mail", handled.id)
    assert failed(ports, failing, 2) == [False, True]


def test_what_was_handled_long_ago_is_forgotten_and_nothing_later(ports):
    old, young = a_message(), a_message()
    ports.inbox.add("mail", old.id, NOON - timedelta(microseconds=1))
    ports.inbox.add("analytics", young.id, NOON)

    assert [ports.inbox.forget(NOON), ports.inbox.forget(NOON)] == [1, 0]
    assert [ports.inbox.has("mail", old.id), ports.inbox.has("analytics", young.id)] == [False, True]


def test_that_a_message_was_handled_is_known_as_long_as_it_can_be_sent_again(ports):
    message = a_message()
    ports.outbox.put(message)
    ports.inbox.add("mail", message.id, NOON)

    assert ports.inbox.forget(NOON + timedelta(days=999)) == 0
    assert ports.inbox.has("mail", message.id)


def test_what_failed_or_is_parked_is_never_forgotten(ports):
    failing, parked = a_message(), a_message()
    failed(ports, failing)
    failed(ports, parked, 3)

    assert ports.inbox.forget(NOON + timedelta(days=999)) == 0
    assert ports.inbox.count_parked() == 1


def test_no_more_are_forgotten_at_once_than_the_database_does_in_a_moment(ports, monkeypatch):
    for module in (memory_inbox, sql_inbox):
        monkeypatch.setattr(module, "FORGOTTEN_AT_ONCE", 2)
    for _ in range(3):
        ports.inbox.add("mail", a_message().id, NOON)

    assert [ports.inbox.forget(NOON + timedelta(days=1)) for _ in range(3)] == [2, 1, 0]
