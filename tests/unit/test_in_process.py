"""The broker of the embedded default: consumers called in turn."""

import pytest

from enrollment.adapters.in_process import PAUSE, InProcessPublisher
from enrollment.ports.publisher import NotPublished
from tests.support.build import a_message


def fails(message):
    raise RuntimeError("no")


def test_every_consumer_has_handled_a_message_when_it_is_published():
    mail, analytics, message = [], [], a_message()
    InProcessPublisher({"mail": mail.append, "analytics": analytics.append}).publish(message)
    assert mail == analytics == [message]


def test_a_consumer_that_fails_is_named_and_keeps_the_message_from_nobody():
    counted, message = [], a_message()
    publisher = InProcessPublisher({"mail": fails, "analytics": counted.append})
    with pytest.raises(NotPublished, match=r"not handled by: mail$") as refused:
        publisher.publish(message)
    assert counted == [message]
    assert refused.value.retry_after == PAUSE


def test_why_a_consumer_failed_is_logged(caplog):
    with pytest.raises(NotPublished):
        InProcessPublisher({"mail": fails}).publish(a_message())
    assert "comes again: RuntimeError: no" in caplog.text
