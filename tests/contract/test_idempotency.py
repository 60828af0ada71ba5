"""The port Idempotency."""

from datetime import timedelta

import pytest

from enrollment.domain.records import Answer
from enrollment.ports.idempotency import KEPT
from tests.contract.given import a_known_student, asked
from tests.support.build import NOON, a_key, a_record, a_refusal

INSTANT = timedelta(microseconds=1)


def answered(ports, student, key, at=NOON):
    """Keep a refusal as the answer to the key."""
    receipt = a_refusal(user_id=student.id, at=at)
    ports.register.keep(a_record(receipt=receipt, key=key))
    return receipt


def test_a_key_is_answered_with_the_receipt_it_was_first_used_for(ports, student):
    key = a_key(key="k" * 255)
    receipt = answered(ports, student, key)

    assert ports.idempotency.find(student.id, key.key) == Answer(fingerprint=key.fingerprint, receipt=receipt)


@pytest.mark.parametrize("key", ["another", "", "KEY", "key ", "ke_", "%"])
def test_another_key_is_not_answered(ports, student, key):
    answered(ports, student, a_key(key="key"))

    assert ports.idempotency.find(student.id, key) is None


def test_the_keys_of_one_user_are_nobody_elses(ports, student):
    key = a_key()
    answered(ports, student, key)

    assert ports.idempotency.find(a_known_student(ports).id, key.key) is None


@pytest.mark.parametrize(("off", "forgotten"), [(-INSTANT, 0), (timedelta(0), 0), (INSTANT, 1)])
def test_a_key_is_kept_for_72_hours(ports, student, off, forgotten):
    key = a_key()
    answered(ports, student, key)
    now = NOON + timedelta(hours=72) + off

    assert ports.idempotency.forget(now - KEPT) == forgotten
    assert (ports.idempotency.find(student.id, key.key) is None) is bool(forgotten)


def test_only_old_keys_are_forgotten_and_they_are_counted(ports, student):
    keys = [a_key() for _ in range(4)]
    for hours, key in enumerate(keys):
        answered(ports, student, key, at=NOON + timedelta(hours=hours))

    assert ports.idempotency.forget(NOON + timedelta(hours=2)) == 2
    assert ports.idempotency.forget(NOON + timedelta(hours=2)) == 0
    assert [ports.idempotency.find(student.id, key.key) is None for key in keys] == [True, True, False, False]


def test_the_receipt_outlives_its_key(ports, student):
    receipt = answered(ports, student, a_key())
    ports.idempotency.forget(NOON + timedelta(days=365))

    assert ports.enrollments.receipt(receipt.id) == receipt


def test_a_key_forgotten_can_be_used_anew(ports, course, student):
    key = a_key()
    answered(ports, student, key)
    ports.idempotency.forget(NOON + INSTANT)
    enrollment, record = asked(course, student, key=key)

    assert ports.register.admit(enrollment, record)
    assert ports.idempotency.find(student.id, key.key).receipt == record.receipt
