"""The same request twice is one effect and one answer."""

from enrollment.domain.errors import KeyReused
from enrollment.domain.receipts import Receipt
from enrollment.domain.records import Answer, IdempotencyKey


def answered_before(answer: Answer, key: IdempotencyKey | None) -> Receipt:
    """Return the receipt the key was answered with. Raises KeyReused when it came with another request."""
    if key is None or answer.fingerprint != key.fingerprint:
        raise KeyReused
    return answer.receipt
