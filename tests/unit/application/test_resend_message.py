"""What was bounced, given up or parked goes out again on demand."""

from uuid import uuid4

import pytest

from enrollment.adapters.memory.deliveries import MemoryDeliveries
from enrollment.adapters.memory.inbox import MemoryInbox
from enrollment.adapters.memory.outbox import MemoryOutbox
from enrollment.application.resend_message import ResendMessage
from enrollment.domain.deliveries import DeliveryState
from enrollment.domain.identifiers import MessageId
from tests.support.build import NOON, a_delivery, a_message


@pytest.fixture
def resend(records, clock):
    """The use case."""
    inbox, outbox = MemoryInbox(records), MemoryOutbox(records)
    return ResendMessage(deliveries=MemoryDeliveries(records), inbox=inbox, outbox=outbox, clock=clock)


@pytest.fixture
def parked(resend):
    """A message sent, and parked by the mail."""
    message = a_message()
    resend.outbox.put(message)
    resend.outbox.sent([message.id], NOON)
    resend.inbox.failed("mail", message.id, "no", NOON, park_after=1)
    return message


def test_a_mail_given_up_is_due_at_once(resend):
    expired = a_delivery(state=DeliveryState.EXPIRED, next_attempt_at=None, ended_at=NOON)
    resend.deliveries.add(expired)
    assert resend(expired.id)
    assert [one.id for one in resend.deliveries.claim(1, NOON)] == [expired.id]


def test_a_mail_nobody_knows_is_not(resend):
    assert not resend(MessageId(uuid4()))


def test_a_parked_message_leaves_the_outbox_again_with_its_failures_forgotten(resend, parked):
    assert resend(parked.id)
    assert list(resend.outbox.claim(9, NOON)) == [parked]
    assert resend.inbox.count_parked() == 0
    assert not resend.inbox.failed("mail", parked.id, "no", NOON, park_after=2)


def test_a_message_nobody_parked_stays_where_it_is(resend, parked):
    resend.inbox.add("mail", parked.id, NOON)
    assert not resend(parked.id)
    assert resend.outbox.waiting() == 0


def test_a_mail_accepted_is_not_sent_again_though_somebody_else_has_parked_its_message(resend, parked):
    resend.deliveries.add(a_delivery(id=parked.id, state=DeliveryState.ACCEPTED, next_attempt_at=None, ended_at=NOON))
    assert resend(parked.id)
    assert resend.deliveries.find(parked.id).state is DeliveryState.ACCEPTED
