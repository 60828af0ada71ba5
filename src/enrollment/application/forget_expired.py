"""Forget what is over: nothing anybody may still ask for."""

from dataclasses import dataclass
from datetime import timedelta

from enrollment.ports.clock import Clock
from enrollment.ports.idempotency import KEPT, Idempotency
from enrollment.ports.inbox import HANDLED_KEPT, Inbox
from enrollment.ports.outbox import Outbox
from enrollment.ports.refresh_tokens import RefreshTokens
from enrollment.ports.sessions import Sessions

SENT_KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """How many of each were forgotten."""

    keys: int
    sessions: int
    refresh_tokens: int
    messages: int
    handled: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgetExpired:
    """Forget old idempotency keys, sessions and refresh tokens past their end, and messages sent and handled long ago.

    Works inside the caller's transaction and never ends it.
    """

    idempotency: Idempotency
    sessions: Sessions
    refresh_tokens: RefreshTokens
    outbox: Outbox
    inbox: Inbox
    clock: Clock

    def __call__(self) -> Forgotten:
        """Forget, and tell how much."""
        now = self.clock.now()
        return Forgotten(
            keys=self.idempotency.forget(now - KEPT),
            sessions=self.sessions.forget(now),
            refresh_tokens=self.refresh_tokens.forget(now),
            messages=self.outbox.forget(now - SENT_KEPT),
            handled=self.inbox.forget(now - HANDLED_KEPT),
        )
