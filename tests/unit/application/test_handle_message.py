"""Every message is handled once; one that cannot be is parked, and neither is lost nor tried for ever."""

import pytest

from enrollment.adapters.memory.inbox import MemoryInbox
from enrollment.application.handle_message import PARK_AFTER, HandleMessage, NotHandled
from enrollment.domain.errors import Unavailable
from enrollment.ports.publisher import NotPublished
from tests.support.broker import Handler
from tests.support.build import NOON, a_message


@pytest.fixture
def inbox(records):
    """What was handled."""
    return MemoryInbox(records)


@pytest.fixture
def consumer(inbox, clock):
    """Make a consumer of the handler."""

    def make(handler, **about):
        return HandleMessage(**{"consumer": "mail", "handle": handler, "inbox": inbox, "clock": clock} | about)

    return make


def test_a_message_is_handled_and_noted(consumer, inbox):
    handler, message = Handler(), a_message()
    consumer(handler)(message)
    assert handler.given == [message]
    assert inbox.has("mail", message.id)


def test_the_same_message_again_is_not_handled(consumer):
    handler, message = Handler(), a_message()
    for _ in range(2):
        consumer(handler)(message)
    assert handler.given == [message]


def test_what_another_consumer_has_handled_is_still_to_be_handled(consumer, inbox):
    handler, message = Handler(), a_message()
    inbox.add("analytics", message.id, NOON)
    consumer(handler)(message)
    assert handler.given == [message]


def test_a_kind_it_does_not_care_for_is_passed_over_without_a_trace(consumer, records):
    handler = Handler()
    consumer(handler, kinds=frozenset({"student-enrolled"}))(a_message(kind="seat-offered"))
    assert (handler.given, records.inbox) == ([], {})


def test_a_message_that_failed_has_to_come_again_and_is_handled_then(consumer, inbox):
    handler, message = Handler(RuntimeError("no")), a_message()
    with pytest.raises(NotHandled, match="mail: RuntimeError: no"):
        consumer(handler)(message)
    assert not inbox.has("mail", message.id)
    consumer(handler)(message)
    assert inbox.has("mail", message.id)


def test_a_message_that_fails_every_time_is_parked_at_the_fifth_and_handed_on(consumer, inbox):
    handler, message = Handler(*[RuntimeError("no")] * 9), a_message()
    for _ in range(PARK_AFTER - 1):
        with pytest.raises(NotHandled):
            consumer(handler)(message)
    assert inbox.count_parked() == 0
    consumer(handler)(message)
    (parked,) = inbox.parked(9)
    assert (parked.message_id, parked.attempts, parked.last_error) == (message.id, 5, "RuntimeError: no")


@pytest.mark.parametrize("away", [Unavailable(), NotPublished("no broker")])
def test_that_the_database_or_the_broker_is_away_is_no_attempt(consumer, records, away):
    handler = Handler(*[away] * 9)
    for _ in range(9):
        with pytest.raises(type(away)):
            consumer(handler)(a_message())
    assert records.inbox == {}


def test_a_poisoned_message_keeps_back_no_other(consumer, inbox):
    def handle(message):
        assert message.event

    poison, sound = a_message(body={"at": "yesterday"}), a_message()
    for _ in range(PARK_AFTER - 1):
        with pytest.raises(NotHandled):
            consumer(handle)(poison)
    consumer(handle)(sound)
    assert inbox.has("mail", sound.id)
    consumer(handle)(poison)
    assert [parked.message_id for parked in inbox.parked(9)] == [poison.id]


def test_why_it_failed_is_in_the_log(consumer, caplog):
    with pytest.raises(NotHandled):
        consumer(Handler(RuntimeError("no")))(a_message())
    assert "Traceback" in caplog.text
