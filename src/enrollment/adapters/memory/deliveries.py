"""Deliveries, kept in memory."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from enrollment.adapters.memory.records import MemoryRecords
from enrollment.domain.deliveries import Delivery, DeliveryState
from enrollment.domain.identifiers import MessageId, UserId
from enrollment.ports.deliveries import LEASE, Listed


class MemoryDeliveries:
    """The port Deliveries over a dict."""

    def __init__(self, records: MemoryRecords) -> None:
        self._records = records

    def add(self, delivery: Delivery) -> None:
        """Put a delivery on record; one whose id is known already changes nothing."""
        with self._records.lock:
            self._records.deliveries.setdefault(delivery.id, delivery)

    def claim(self, limit: int, at: datetime) -> Sequence[Delivery]:
        """Return those due, each claimed until ``at + LEASE``."""
        with self._records.lock:
            due = sorted((kept for kept in self._records.deliveries.values() if _is_due(kept, at)), key=_due_since)
            claimed = [kept.claimed(at, at + LEASE) for kept in due[:limit]]
            self._records.deliveries.update({kept.id: kept for kept in claimed})
        return claimed

    def note(self, delivery: Delivery) -> bool:
        """Put the history of a claimed delivery on record, and keep the claim."""
        with self._records.lock:
            kept = self._claimed(delivery)
            if kept:
                self._records.deliveries[delivery.id] = replace(kept, history=delivery.history)
            return kept is not None

    def record(self, delivery: Delivery) -> bool:
        """Put on record what a claimed delivery came to, and end the claim."""
        with self._records.lock:
            kept = self._claimed(delivery)
            if kept:
                self._records.deliveries[delivery.id] = replace(delivery, claimed_until=None)
            return kept is not None

    def find(self, delivery_id: MessageId) -> Delivery | None:
        """Return the delivery."""
        with self._records.lock:
            return self._records.deliveries.get(delivery_id)

    def of(self, user_id: UserId) -> Sequence[Delivery]:
        """Return the user's latest deliveries, latest first."""
        return [kept for kept in self._latest_first() if kept.user_id == user_id][:200]

    def listed(self, states: Collection[DeliveryState], limit: int, after: MessageId | None = None) -> Sequence[Listed]:
        """Return a page of those in one of the states, latest first."""
        last = self.find(after) if after else None
        those = (kept for kept in self._latest_first() if kept.state in states)
        page = [kept for kept in those if last is None or _place(kept) < _place(last)][:limit]
        return [Listed(delivery=kept, course=self._course(kept)) for kept in page]

    def resend(self, delivery_id: MessageId, at: datetime) -> bool:
        """Make the delivery due at once, in a new round."""
        with self._records.lock:
            kept = self._records.deliveries.get(delivery_id)
            if kept is None or kept.state is DeliveryState.ACCEPTED:
                return False
            self._records.deliveries[delivery_id] = kept.again(at)
            return True

    def counts(self) -> Mapping[DeliveryState, int]:
        """Return how many are in each state."""
        with self._records.lock:
            return dict.fromkeys(DeliveryState, 0) | Counter(kept.state for kept in self._records.deliveries.values())

    def oldest_waiting(self) -> datetime | None:
        """Return since when the oldest that waits has been waiting."""
        waiting = (kept.at for kept in self._latest_first() if kept.state is DeliveryState.WAITING)
        return min(waiting, default=None)

    def _claimed(self, delivery: Delivery) -> Delivery | None:
        kept = self._records.deliveries.get(delivery.id)
        return kept if kept and kept.claimed_until and kept.claimed_until == delivery.claimed_until else None

    def _course(self, delivery: Delivery) -> str:
        with self._records.lock:
            course = self._records.courses.get(delivery.course_id)
        return course.name if course else ""

    def _latest_first(self) -> Sequence[Delivery]:
        with self._records.lock:
            return sorted(self._records.deliveries.values(), key=_place, reverse=True)


def _place(delivery: Delivery) -> Any:
    return delivery.at, delivery.id.hex


def _due_since(delivery: Delivery) -> Any:
    return delivery.next_attempt_at, delivery.id.hex


def _is_due(delivery: Delivery, at: datetime) -> bool:
    is_free = delivery.claimed_until is None or delivery.claimed_until <= at
    is_waiting = delivery.state is DeliveryState.WAITING
    return is_waiting and is_free and delivery.next_attempt_at is not None and delivery.next_attempt_at <= at
