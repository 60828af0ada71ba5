"""What is over is forgotten: on the boundary, and nothing before its time."""

from datetime import timedelta
from uuid import uuid4

import pytest

from enrollment.adapters.memory.idempotency import MemoryIdempotency
from enrollment.adapters.memory.inbox import MemoryInbox
from enrollment.adapters.memory.outbox import MemoryOutbox
from enrollment.adapters.memory.records import KeptKey
from enrollment.adapters.memory.refresh_tokens import MemoryRefreshTokens
from enrollment.adapters.memory.sessions import MemorySessions
from enrollment.application.forget_expired import ForgetExpired, Forgotten
from enrollment.ports.refresh_tokens import RefreshToken
from enrollment.ports.sessions import IDLE
from tests.support.build import NOON, a_message

INSTANT = timedelta(microseconds=1)
NOTHING = Forgotten(keys=0, sessions=0, refresh_tokens=0, messages=0, handled=0)


@pytest.fixture
def forget(records, clock):
    """The use case."""
    return ForgetExpired(
        idempotency=MemoryIdempotency(records),
        sessions=MemorySessions(records),
        refresh_tokens=MemoryRefreshTokens(records),
        outbox=MemoryOutbox(records),
        inbox=MemoryInbox(records),
        clock=clock,
    )


def test_where_nothing_is_over_nothing_is_forgotten(forget):
    assert forget() == NOTHING


def test_a_key_is_kept_for_72_hours(forget, records, clock):
    records.keys[uuid4(), "key"] = KeptKey(fingerprint="f", receipt_id=uuid4(), created_at=NOON)
    clock.advance(timedelta(hours=72))
    assert forget().keys == 0
    clock.advance(INSTANT)
    assert forget().keys == 1


def test_a_session_is_kept_until_it_ends(forget, clock):
    forget.sessions.start("secret", uuid4(), NOON)
    clock.advance(IDLE - INSTANT)
    assert forget().sessions == 0
    clock.advance(INSTANT)
    assert forget().sessions == 1


def test_a_refresh_token_is_kept_until_it_expires(forget, clock):
    token = RefreshToken(user_id=uuid4(), family=uuid4(), expires_at=NOON + timedelta(days=14))
    forget.refresh_tokens.add("secret", token)
    clock.advance(timedelta(days=14) - INSTANT)
    assert forget().refresh_tokens == 0
    clock.advance(INSTANT)
    assert forget().refresh_tokens == 1


def test_a_message_is_kept_for_thirty_days_after_it_was_sent(forget, clock):
    message = a_message()
    forget.outbox.put(message)
    forget.outbox.sent([message.id], NOON)
    clock.advance(timedelta(days=30))
    assert forget().messages == 0
    clock.advance(INSTANT)
    assert forget().messages == 1


def test_that_a_message_was_handled_is_known_for_ninety_days(forget, clock):
    forget.inbox.add("mail", a_message().id, NOON)
    clock.advance(timedelta(days=90))
    assert forget().handled == 0
    clock.advance(INSTANT)
    assert forget().handled == 1
