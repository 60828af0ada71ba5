"""Idempotency keys, over SQL."""

from datetime import datetime

from sqlalchemy import delete, select

from enrollment.adapters.sql.engine import Statements
from enrollment.adapters.sql.receipts import answer_of
from enrollment.adapters.sql.tables import idempotency_keys, receipts
from enrollment.domain.identifiers import UserId
from enrollment.domain.records import Answer


class SqlIdempotency:
    """The port Idempotency, over SQL."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def find(self, user_id: UserId, key: str) -> Answer | None:
        """Read the answer with its receipt."""
        c = idempotency_keys.c
        answer = select(c.fingerprint, *receipts.c).join_from(idempotency_keys, receipts)
        row = self._statements.execute(answer.where(c.user_id == user_id, c.key == key)).mappings().first()
        return answer_of(row) if row else None

    def forget(self, before: datetime) -> int:
        """Delete the keys first used before the instant."""
        old = delete(idempotency_keys).where(idempotency_keys.c.created_at < before)
        return int(getattr(self._statements.execute(old), "rowcount"))  # noqa: B009 - Result is not typed as a cursor's
