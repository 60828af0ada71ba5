"""Messages are handled together, and where that fails each for itself."""

import pytest

from enrollment.adapters.memory.outbox import MemoryOutbox
from enrollment.application.handle_outbox import HandleOutbox
from enrollment.application.relay_outbox import Relayed, RelayOutbox
from enrollment.ports.publisher import NotPublished
from tests.support.build import NOON, a_message


class Consumers:
    """They handle a message unless it is the poison; ``together`` are the batches, ``apart`` the single messages."""

    def __init__(self, outbox):
        self._outbox = outbox
        self.poison, self.together, self.apart = None, [], []

    def handle_together(self, messages):
        """Handle all messages and mark them sent, or none."""
        if self.poison in messages:
            raise RuntimeError("poison")
        self.together.append(list(messages))
        self._outbox.sent([message.id for message in messages], NOON)

    def publish(self, message):
        """Handle one, as the port Publisher."""
        if message == self.poison:
            raise NotPublished("not handled")
        self.apart.append(message)


@pytest.fixture
def outbox(records):
    """The outbox, with three messages."""
    outbox = MemoryOutbox(records)
    for _ in range(3):
        outbox.put(a_message())
    return outbox


@pytest.fixture
def consumers(outbox):
    """Whoever handles them."""
    return Consumers(outbox)


@pytest.fixture
def handle(outbox, consumers, clock):
    """The use case."""
    relay = RelayOutbox(outbox=outbox, publisher=consumers, clock=clock)
    return HandleOutbox(relay=relay, handle_together=consumers.handle_together)


def test_messages_are_handled_together_and_no_more_than_asked_for(handle, consumers, outbox):
    assert handle(2) == Relayed(confirmed=2, failed=0)
    assert handle(2) == Relayed(confirmed=1, failed=0)
    assert [len(batch) for batch in consumers.together] == [2, 1]
    assert (outbox.waiting(), consumers.apart) == (0, [])


def test_where_nothing_waits_nobody_is_bothered(handle, consumers):
    handle()
    assert handle() == Relayed(confirmed=0, failed=0)
    assert len(consumers.together) == 1


def test_one_that_cannot_be_handled_keeps_back_no_other(handle, consumers, records):
    consumers.poison = next(iter(records.outbox.values())).message
    assert handle() == Relayed(confirmed=2, failed=1)
    assert (consumers.together, len(consumers.apart)) == ([], 2)
    assert records.outbox[consumers.poison.id].last_error == "not handled"
