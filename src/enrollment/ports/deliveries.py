"""The deliveries: every mail there is to send, and what became of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from enrollment.domain.deliveries import Delivery, DeliveryState
from enrollment.domain.identifiers import MessageId, UserId

# Longer than any attempt takes: 10 s to connect, a minute for each of eight commands, 10 minutes for the last reply.
LEASE = timedelta(minutes=20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A delivery in a list, with the name of the course it is about; "" when that is no longer on record."""

    delivery: Delivery
    course: str


class Deliveries(Protocol):
    """The deliveries on record. Each call is whole or not at all."""

    def add(self, delivery: Delivery) -> None:
        """Put a delivery on record, due at once; one whose id is known already changes nothing."""

    def claim(self, limit: int, at: datetime) -> Sequence[Delivery]:
        """Return those due, longest due first, each claimed until ``at + LEASE`` and its attempt counted.

        Two claimers at once never get the same one, and neither waits for the other. One whose sender died comes
        again when the lease has run out.
        """

    def note(self, delivery: Delivery) -> bool:
        """Put the history of a claimed delivery on record, and keep the claim; False as with ``record``."""

    def record(self, delivery: Delivery) -> bool:
        """Put on record what a claimed delivery came to, and end the claim.

        It returns False, and changes nothing, when the lease has run out and somebody else has claimed it since.
        """

    def find(self, delivery_id: MessageId) -> Delivery | None:
        """Return the delivery."""

    def of(self, user_id: UserId) -> Sequence[Delivery]:
        """Return the user's latest deliveries, two hundred at most, latest first."""

    def listed(self, states: Collection[DeliveryState], limit: int, after: MessageId | None = None) -> Sequence[Listed]:
        """Return a page of those in one of the states, latest first: the first page, or what comes after that one."""

    def resend(self, delivery_id: MessageId, at: datetime) -> bool:
        """Make the delivery due at once, in a new round; its history stays. False: unknown, or accepted already."""

    def counts(self) -> Mapping[DeliveryState, int]:
        """Return how many are in each state."""

    def oldest_waiting(self) -> datetime | None:
        """Return since when the oldest that waits has been waiting; None when none waits."""
