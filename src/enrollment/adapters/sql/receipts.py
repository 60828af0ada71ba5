"""Receipts and what belongs to them, into parameters and out of rows."""

from typing import Any

from sqlalchemy import RowMapping

from enrollment.adapters.sql.tables import idempotency_keys, receipts
from enrollment.domain.enrollments import Enrollment
from enrollment.domain.plain import from_plain, to_plain
from enrollment.domain.plain_reasons import plain_reasons, reasons_in
from enrollment.domain.receipts import Action, Receipt
from enrollment.domain.records import Answer, Record
from enrollment.domain.verdict import Verdict
from enrollment.domain.waitlist import Place

# The columns of a row that is read by position: a key's fingerprint, and the receipt that was the answer to it.
ANSWER = (idempotency_keys.c.fingerprint, *receipts.c)


def record_parameters(record: Record) -> dict[str, Any]:
    """Return the parameters the claims take of a record."""
    receipt, entry, key = record.receipt, record.entry, record.key
    return {
        "receipt_id": receipt.id,
        "action": receipt.action.value,
        "student_id": receipt.user_id,
        "acted_by": entry.user_id,
        "course_id": receipt.course_id,
        "at": receipt.at,
        "rules_version": receipt.rules_version,
        "reasons": plain_reasons(receipt.verdict.reasons),
        "enrollment": to_plain(receipt.enrollment),
        "place": to_plain(receipt.place),
        "details": dict(entry.details),
        "address": entry.origin.address,
        "door": entry.origin.door,
        "request_id": entry.origin.request_id,
        "key": key.key if key else None,
        "fingerprint": key.fingerprint if key else None,
        "messages": [{"id": str(m.id), "kind": m.kind, "body": dict(m.body)} for m in record.messages],
    }


def receipt_of(row: RowMapping) -> Receipt:
    """Return the receipt in a row that has the columns of ``receipts``."""
    return _receipt(*(row[column] for column in receipts.c))


def answer_of(row: RowMapping) -> Answer | None:
    """Return the answer in a row that has a key's fingerprint and the receipt's columns; None where empty."""
    return read_answer(*(row[column] for column in ANSWER))


def read_answer(fingerprint: str | None, *receipt: Any) -> Answer | None:
    """Return the answer in the values of ANSWER; None where they are empty."""
    return Answer(fingerprint=fingerprint, receipt=_receipt(*receipt)) if fingerprint is not None else None


def _receipt(*values: Any) -> Receipt:
    id_, action, user_id, course_id, at, rules_version, reasons, enrollment, place = values
    return Receipt(
        id=id_,
        action=Action(action),
        user_id=user_id,
        course_id=course_id,
        at=at,
        rules_version=rules_version,
        verdict=Verdict(reasons_in(reasons)),
        enrollment=from_plain(Enrollment, enrollment) if enrollment else None,
        place=from_plain(Place, place) if place else None,
    )
