"""The port Outbox."""

from datetime import timedelta
from uuid import uuid4

import pytest

from enrollment.domain.identifiers import MessageId
from enrollment.ports.outbox import LEASE
from tests.contract.stores import race
from tests.support.build import NOON, a_message

INSTANT = timedelta(microseconds=1)
AROUND = [(-INSTANT, False), (timedelta(0), True), (INSTANT, True)]


@pytest.fixture
def messages(ports):
    """Three messages waiting, in the order they were put; the instants they tell of run the other way."""
    waiting = [a_message(at=NOON - timedelta(hours=hours)) for hours in range(3)]
    for message in waiting:
        ports.outbox.put(message)
    return waiting


def test_nothing_waits_in_an_empty_outbox(ports):
    assert list(ports.outbox.claim(10, NOON)) == []
    assert ports.outbox.waiting() == 0


def test_a_message_comes_out_as_it_was_put(ports):
    body = {"text": "Ünïcødé ✓ '\"%_\\", "codes": ["a", "b"], "none": None, "number": 1, "nested": {"yes": True}}
    message = a_message(kind="of-another-version", at=NOON - INSTANT, body=body)
    ports.outbox.put(message)

    assert list(ports.outbox.claim(1, NOON)) == [message]


def test_several_put_at_once_come_out_in_their_order(ports, messages):
    more = [a_message(at=NOON - timedelta(hours=hours)) for hours in range(5)]

    ports.outbox.put(*more)

    assert list(ports.outbox.claim(10, NOON)) == [*messages, *more]


def test_where_there_is_none_nothing_is_put(ports):
    ports.outbox.put()

    assert ports.outbox.waiting() == 0


def test_messages_are_claimed_in_the_order_they_were_put(ports, messages):
    assert list(ports.outbox.claim(10, NOON)) == messages


def test_no_more_are_claimed_than_asked_for_and_the_rest_comes_next(ports, messages):
    assert list(ports.outbox.claim(2, NOON)) == messages[:2]
    assert list(ports.outbox.claim(2, NOON)) == messages[2:]


@pytest.mark.parametrize(("off", "claimable"), AROUND)
def test_a_message_claimed_is_nobody_elses_until_the_lease_ends(ports, messages, off, claimable):
    ports.outbox.claim(10, NOON)

    assert list(ports.outbox.claim(10, NOON + LEASE + off)) == (messages if claimable else [])


def test_the_oldest_that_waits_is_known(ports, messages):
    assert ports.outbox.oldest_waiting() == NOON - timedelta(hours=2)
    ports.outbox.sent([messages[2].id], NOON)
    assert ports.outbox.oldest_waiting() == NOON - timedelta(hours=1)
    for message in messages[:2]:
        ports.outbox.sent([message.id], NOON)
    assert ports.outbox.oldest_waiting() is None


def test_a_message_claimed_still_waits_to_be_sent(ports, messages):
    ports.outbox.claim(10, NOON)

    assert ports.outbox.waiting() == 3


def test_a_message_sent_is_never_claimed_again(ports, messages):
    ports.outbox.claim(10, NOON)
    ports.outbox.sent([messages[1].id], NOON)

    assert ports.outbox.waiting() == 2
    assert list(ports.outbox.claim(10, NOON + timedelta(days=365))) == [messages[0], messages[2]]


@pytest.mark.parametrize(("off", "claimable"), AROUND)
@pytest.mark.parametrize("retry_at", [NOON + timedelta(seconds=2), NOON + 2 * LEASE], ids=["soon", "after the lease"])
def test_a_message_that_failed_waits_for_its_retry(ports, messages, retry_at, off, claimable):
    ports.outbox.claim(1, NOON)
    ports.outbox.failed(messages[0].id, "nobody confirmed it", retry_at)

    assert (messages[0] in ports.outbox.claim(10, retry_at + off)) is claimable


def test_a_message_that_failed_keeps_its_place(ports, messages):
    ports.outbox.claim(1, NOON)
    ports.outbox.failed(messages[0].id, "x" * 100_000, NOON)

    assert list(ports.outbox.claim(10, NOON)) == messages
    assert ports.outbox.waiting() == 3


def test_a_message_sent_after_it_failed_is_done(ports, messages):
    ports.outbox.failed(messages[0].id, "nobody confirmed it", NOON)
    ports.outbox.sent([messages[0].id], NOON)

    assert messages[0] not in ports.outbox.claim(10, NOON + LEASE)


def test_word_of_a_message_nobody_knows_is_no_error(ports, messages):
    ports.outbox.sent([MessageId(uuid4())], NOON)
    ports.outbox.failed(MessageId(uuid4()), "unknown", NOON)

    assert ports.outbox.waiting() == 3


def test_claimers_at_once_get_different_messages(store, ports):
    for message in (waiting := [a_message() for _ in range(6)]):
        ports.outbox.put(message)

    answers = race(store, *[lambda ports: ports.outbox.claim(2, NOON)] * 4)

    claimed = [message.id for answer in answers for message in answer]
    assert sorted(claimed) == sorted(message.id for message in waiting)


@pytest.mark.parametrize(("off", "claimable"), AROUND)
def test_a_message_sent_goes_out_again_on_demand(ports, messages, off, claimable):
    ports.outbox.sent([messages[1].id], NOON)
    again_at = NOON + timedelta(days=1)

    assert ports.outbox.resend(messages[1].id, again_at)
    assert ports.outbox.waiting() == 3
    assert (messages[1] in ports.outbox.claim(9, again_at + off)) is claimable


def test_a_message_that_is_not_there_cannot_go_out_again(ports):
    assert not ports.outbox.resend(MessageId(uuid4()), NOON)


@pytest.mark.parametrize(("off", "forgotten"), [(-INSTANT, 0), (timedelta(0), 0), (INSTANT, 2)])
def test_messages_sent_before_that_instant_are_forgotten_and_those_waiting_are_kept(ports, messages, off, forgotten):
    for message in messages[:2]:
        ports.outbox.sent([message.id], NOON)

    assert ports.outbox.forget(NOON + off) == forgotten
    assert ports.outbox.forget(NOON + off) == 0
    assert ports.outbox.resend(messages[0].id, NOON) is not bool(forgotten)
    assert messages[2] in ports.outbox.claim(9, NOON)


@pytest.mark.parametrize("park_after", [1, 2], ids=["parked", "failing"])
def test_a_message_somebody_has_yet_to_handle_is_kept_until_they_have(ports, messages, park_after):
    ports.outbox.sent([messages[0].id], NOON)
    ports.inbox.add("analytics", messages[0].id, NOON)
    ports.inbox.failed("mail", messages[0].id, "no", NOON, park_after=park_after)

    assert ports.outbox.forget(NOON + INSTANT) == 0
    ports.inbox.add("mail", messages[0].id, NOON)
    assert ports.outbox.forget(NOON + INSTANT) == 1
