"""Every message is counted, once."""

import pytest

from enrollment.adapters.memory.analytics import MemoryAnalytics
from enrollment.adapters.memory.inbox import MemoryInbox
from enrollment.application import send_notice
from enrollment.application.count_event import CONSUMER, CountEvent
from tests.support.build import NOON, a_message


@pytest.fixture
def analytics():
    """What was counted."""
    return MemoryAnalytics()


@pytest.fixture
def inbox(records):
    """What was handled."""
    return MemoryInbox(records)


@pytest.fixture
def count(inbox, analytics, clock):
    """The use case."""
    return CountEvent(inbox=inbox, analytics=analytics, clock=clock)


def test_a_message_is_counted_and_noted(count, analytics, records):
    message = a_message()
    count(message)
    assert analytics.messages == [message]
    assert records.handled == {(CONSUMER, message.id): NOON}


def test_the_same_message_again_is_not(count, analytics):
    message = a_message()
    count(message)
    count(message)
    assert analytics.messages == [message]


def test_another_message_of_the_same_kind_is(count, analytics):
    for message in (a_message(), a_message()):
        count(message)
    assert len(analytics.messages) == 2


def test_a_kind_from_a_newer_version_is_counted_too(count, analytics):
    count(a_message(kind="seat-offered"))
    assert [message.kind for message in analytics.messages] == ["seat-offered"]


def test_what_the_mail_has_handled_is_still_to_be_counted(count, analytics, inbox):
    message = a_message()
    inbox.add(send_notice.CONSUMER, message.id, NOON)
    count(message)
    assert analytics.messages == [message]


def test_what_could_not_be_counted_is_not_noted(inbox, clock, records):
    class Broken:
        def count(self, message):
            raise OSError("no space left")

    with pytest.raises(OSError, match="space"):
        CountEvent(inbox=inbox, analytics=Broken(), clock=clock)(a_message())
    assert records.handled == {}
