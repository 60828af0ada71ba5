"""What one decision leaves behind, besides the seat itself; kept whole or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Self

from enrollment.domain.devices import Device
from enrollment.domain.events import Event
from enrollment.domain.identifiers import UserId
from enrollment.domain.measures import LONGEST_MS
from enrollment.domain.messages import Message
from enrollment.domain.receipts import Receipt


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a request came from: the peer's address, the door it used (page, api, cli) and the request's id.

    ``device`` and ``clicked_at``, the instant at which a person began, are measured and not kept.
    """

    address: str
    door: str
    request_id: str
    device: Device | None = None
    clicked_at: datetime | None = None

    def since_click_ms(self, at: datetime) -> int | None:
        """Return how many milliseconds the instant is after the click; None where there was none, or it is absurd."""
        if self.clicked_at is None:
            return None
        elapsed = (at - self.clicked_at) // timedelta(milliseconds=1)
        return elapsed if 0 <= elapsed <= LONGEST_MS else None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """One line of the activity log: who did what, when, from where. ``details`` are JSON values."""

    user_id: UserId | None
    action: str
    details: Mapping[str, Any]
    timestamp: datetime
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class IdempotencyKey:
    """A caller's name for one request. ``fingerprint`` tells whether a repetition asks the same thing."""

    key: str
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was answered to a key: the fingerprint it came with, and the receipt."""

    fingerprint: str
    receipt: Receipt


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The receipt, the log entry, the messages to send, and the key the receipt is the answer to."""

    receipt: Receipt
    entry: LogEntry
    messages: tuple[Message, ...]
    key: IdempotencyKey | None = None

    @classmethod
    def of(
        cls,
        receipt: Receipt,
        *events: Event,
        key: IdempotencyKey | None,
        origin: Origin,
        by: UserId | None = None,
        told: Mapping[str, Any] | None = None,
    ) -> Self:
        """The record of a decision: its log entry tells what the receipt tells, and what else is ``told``.

        ``by`` is who acted, where that is not the student.
        """
        details = {
            "receipt_id": str(receipt.id),
            "course_id": str(receipt.course_id),
            "enrollment_id": str(receipt.enrollment.id) if receipt.enrollment else None,
            "outcome": receipt.outcome,
            "reasons": [reason.code for reason in receipt.verdict.reasons],
            **(told or {}),
        }
        entry = LogEntry(
            user_id=by or receipt.user_id,
            action=receipt.action.value,
            details=details,
            timestamp=receipt.at,
            origin=origin,
        )
        return cls(receipt=receipt, entry=entry, messages=tuple(map(Message.of, events)), key=key)
