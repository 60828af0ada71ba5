"""Refresh tokens, over SQL."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, insert, select, update

from enrollment.adapters.sql.engine import Statements
from enrollment.adapters.sql.hashing import hashed
from enrollment.adapters.sql.tables import refresh_tokens
from enrollment.ports.refresh_tokens import RefreshToken


class SqlRefreshTokens:
    """The port RefreshTokens, over SQL."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def add(self, secret: str, token: RefreshToken) -> None:
        """Insert the token."""
        self._statements.execute(insert(refresh_tokens), {"secret_hash": hashed(secret), **asdict(token)})

    def redeem(self, secret: str) -> RefreshToken | None:
        """Mark the token used in a guarded update: of two at once, one alone finds it unused."""
        c = refresh_tokens.c
        this = c.secret_hash == hashed(secret)
        columns = (c.user_id, c.family, c.expires_at, c.revoked)
        first_use = update(refresh_tokens).where(this, ~c.used).values(used=True).returning(*columns)
        row = self._statements.execute(first_use).mappings().first()
        if row:
            return RefreshToken(**row, used=False)
        row = self._statements.execute(select(*columns).where(this)).mappings().first()
        return RefreshToken(**row, used=True) if row else None

    def revoke(self, family: UUID) -> None:
        """Mark the family revoked."""
        self._statements.execute(update(refresh_tokens).where(refresh_tokens.c.family == family).values(revoked=True))

    def forget(self, at: datetime) -> int:
        """Delete the tokens that have expired."""
        expired = delete(refresh_tokens).where(refresh_tokens.c.expires_at <= at)
        return int(getattr(self._statements.execute(expired), "rowcount"))  # noqa: B009 - not typed as a cursor's
