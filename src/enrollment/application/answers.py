"""The same request twice is one effect and one answer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from uuid import UUID

from enrollment.domain.errors import KeyReused
from enrollment.domain.identifiers import CourseId, UserId
from enrollment.domain.receipts import Receipt
from enrollment.domain.records import Answer, IdempotencyKey
from enrollment.domain.users import User
from enrollment.ports.idempotency import Idempotency
from enrollment.ports.register import Facts


def answered_before(answer: Answer, key: IdempotencyKey | None) -> Receipt:
    """Return the receipt the key was answered with. Raises KeyReused when it came with another request."""
    if key is None or answer.fingerprint != key.fingerprint:
        raise KeyReused
    return answer.receipt


def answer_to(idempotency: Idempotency, user_id: UserId, key: IdempotencyKey | None) -> Receipt | None:
    """Return the receipt the user's key was answered with, if it was. Raises KeyReused."""
    answer = idempotency.find(user_id, key.key) if key else None
    return answered_before(answer, key) if answer else None


def keys_of(key: IdempotencyKey | None, course_ids: Sequence[CourseId]) -> Mapping[CourseId, IdempotencyKey | None]:
    """Return the key the receipt about each course is the answer to, where one request has several.

    The first that is kept has the key of the whole, which so is known to have been used; one made of it each other.
    """
    return {
        course_id: key if key is None or place == 0 else replace(key, key=_made_of(key, course_id))
        for place, course_id in enumerate(course_ids)
    }


def key_of_staff(key: IdempotencyKey | None, staff: User) -> IdempotencyKey | None:
    """Return the key of somebody who acts for a student, told apart from the student's own."""
    return replace(key, key=_made_of(key, staff.id)) if key else None


def answers_in(facts: Iterable[Facts], key: IdempotencyKey | None) -> Mapping[CourseId, Receipt]:
    """Return the receipts among the facts that answer such a request. Raises KeyReused."""
    receipts = [answered_before(found.answer, key) for found in facts if found.answer]
    return {receipt.course_id: receipt for receipt in receipts}


def _made_of(key: IdempotencyKey, of: UUID) -> str:
    return sha256(f"{key.key}\n{of}".encode()).hexdigest()
