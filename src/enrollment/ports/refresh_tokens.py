"""Refresh tokens: each good for one use, and a family of them for one sign-in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from enrollment.domain.identifiers import UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshToken:
    """What is known of a refresh token; the token itself is a secret of which only a hash is kept."""

    user_id: UserId
    family: UUID
    expires_at: datetime
    used: bool = False
    revoked: bool = False


class RefreshTokens(Protocol):
    """The refresh tokens on record."""

    def add(self, secret: str, token: RefreshToken) -> None:
        """Put a new token on record."""

    def redeem(self, secret: str) -> RefreshToken | None:
        """Mark the token used and return it as it was before, whoever else redeems it at the same time."""

    def revoke(self, family: UUID) -> None:
        """Revoke every token of the family."""

    def forget(self, at: datetime) -> int:
        """Forget the tokens that have expired by that instant, and return how many; they were good for nothing."""
