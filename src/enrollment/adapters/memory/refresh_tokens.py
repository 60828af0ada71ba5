"""Refresh tokens, kept in memory."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from enrollment.adapters.memory.records import MemoryRecords, hashed
from enrollment.ports.refresh_tokens import RefreshToken


class MemoryRefreshTokens:
    """The port RefreshTokens over a dict."""

    def __init__(self, records: MemoryRecords) -> None:
        self._records = records

    def add(self, secret: str, token: RefreshToken) -> None:
        """Put a new token on record."""
        with self._records.lock:
            self._records.refresh_tokens[hashed(secret)] = token

    def redeem(self, secret: str) -> RefreshToken | None:
        """Mark the token used and return it as it was before, whoever else redeems it at the same time."""
        with self._records.lock:
            token = self._records.refresh_tokens.get(hashed(secret))
            if token:
                self._records.refresh_tokens[hashed(secret)] = replace(token, used=True)
            return token

    def revoke(self, family: UUID) -> None:
        """Revoke every token of the family."""
        with self._records.lock:
            tokens = self._records.refresh_tokens
            for secret_hash in list(self._records.tokens_of(family)):
                tokens[secret_hash] = replace(tokens[secret_hash], revoked=True)

    def forget(self, at: datetime) -> int:
        """Forget the tokens that have expired by that instant."""
        with self._records.lock:
            tokens = self._records.refresh_tokens
            expired = [secret_hash for secret_hash, token in tokens.items() if token.expires_at <= at]
            for secret_hash in expired:
                del tokens[secret_hash]
            return len(expired)
