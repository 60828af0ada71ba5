"""What waits in the outbox is published, oldest first, and marked sent only when that is confirmed."""

from datetime import timedelta

import pytest

from enrollment.adapters.memory.outbox import MemoryOutbox
from enrollment.application.relay_outbox import RETRY_AFTER, Relayed, RelayOutbox
from enrollment.ports.outbox import LEASE
from enrollment.ports.publisher import NotPublished
from tests.support.build import NOON, a_message

INSTANT = timedelta(microseconds=1)


class Wire:
    """The port Publisher, to a list; ``torn`` while nobody confirms, for all messages or for some."""

    def __init__(self):
        self.arrived = []
        self.torn = set()
        self.retry_after = None

    def publish(self, message):
        if message.id in self.torn:
            raise NotPublished("no confirm", retry_after=self.retry_after)
        self.arrived.append(message)


@pytest.fixture
def outbox(records):
    """The outbox."""
    return MemoryOutbox(records)


@pytest.fixture
def wire():
    """The way out."""
    return Wire()


@pytest.fixture
def relay(outbox, wire, clock):
    """The use case."""
    return RelayOutbox(outbox=outbox, publisher=wire, clock=clock)


@pytest.fixture
def waiting(outbox):
    """Three messages, in the order they were put."""
    messages = [a_message() for _ in range(3)]
    for message in messages:
        outbox.put(message)
    return messages


def test_an_empty_outbox_sends_nothing(relay, wire):
    assert relay() == Relayed(confirmed=0, failed=0)
    assert wire.arrived == []


def test_messages_arrive_in_the_order_they_were_put_and_once(relay, wire, outbox, waiting):
    assert relay().confirmed == 3
    assert relay().confirmed == 0
    assert wire.arrived == waiting
    assert outbox.waiting() == 0


def test_no_more_are_sent_than_asked_for(relay, wire, outbox, waiting):
    assert [relay(limit=2).confirmed, outbox.waiting()] == [2, 1]
    assert wire.arrived == waiting[:2]


def test_what_nobody_confirmed_stays_and_the_rest_goes_on(relay, wire, outbox, waiting):
    wire.torn = {waiting[1].id}
    assert relay() == Relayed(confirmed=2, failed=1)
    assert wire.arrived == [waiting[0], waiting[2]]
    assert outbox.waiting() == 1


def test_it_is_tried_again_after_a_while_and_not_before(relay, wire, waiting, clock):
    wire.torn = {waiting[1].id}
    relay()
    wire.torn = set()
    clock.advance(RETRY_AFTER - INSTANT)
    assert relay().confirmed == 0
    clock.advance(INSTANT)
    assert relay().confirmed == 1


def test_it_waits_as_long_as_whoever_refused_it_asks_for(relay, wire, waiting, clock):
    wire.torn, wire.retry_after = {waiting[1].id}, timedelta(seconds=30)
    relay()
    wire.torn = set()
    clock.advance(timedelta(seconds=30) - INSTANT)
    assert relay().confirmed == 0
    clock.advance(INSTANT)
    assert relay().confirmed == 1


def test_why_it_failed_is_on_record(relay, wire, waiting, records):
    wire.torn = {waiting[0].id}
    relay()
    kept = records.outbox[waiting[0].id]
    assert (kept.last_error, kept.attempts, kept.sent_at) == ("no confirm", 1, None)


def test_when_it_was_sent_is_on_record(relay, waiting, records):
    relay()
    assert [kept.sent_at for kept in records.outbox.values()] == [NOON] * 3


def test_a_relay_that_died_with_messages_in_hand_leaves_them_to_the_next(relay, wire, outbox, waiting, clock):
    outbox.claim(100, NOON)
    assert relay().confirmed == 0
    clock.advance(LEASE)
    assert relay().confirmed == 3
    assert wire.arrived == waiting


def test_a_fault_that_is_no_answer_ends_the_relay_and_marks_nothing_sent(outbox, waiting, clock):
    class Broken:
        def publish(self, message):
            raise OSError("the disk is full")

    with pytest.raises(OSError, match="disk"):
        RelayOutbox(outbox=outbox, publisher=Broken(), clock=clock)()
    assert outbox.waiting() == 3


def test_a_fault_in_the_middle_leaves_what_got_through_before_marked(outbox, waiting, clock):
    class Tearing(Wire):
        def publish(self, message):
            if message == waiting[1]:
                raise OSError("the disk is full")
            super().publish(message)

    with pytest.raises(OSError, match="disk"):
        RelayOutbox(outbox=outbox, publisher=Tearing(), clock=clock)()
    assert outbox.waiting() == 2
