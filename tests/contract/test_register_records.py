"""The port Register: the record of a decision is kept whole, whatever the decision was."""

from datetime import timedelta

import pytest

from enrollment.domain.reasons import REASONS
from enrollment.domain.verdict import Verdict
from tests.contract.given import admitted, asked
from tests.support.build import NOON, a_key, a_receipt, a_record, a_refusal
from tests.unit.domain.samples import REASONS as EVERY_REASON


def granted(ports, course, student, key):
    """The record of an admission."""
    enrollment, record = asked(course, student, key=key)
    assert ports.register.admit(enrollment, record)
    return record


def given_up(ports, course, student, key):
    """The record of a release."""
    ended = admitted(ports, course, student).dropped(NOON + timedelta(days=1))
    record = a_record(receipt=a_receipt(enrollment=ended), key=key)
    assert ports.register.release(ended, record)
    return record


def refused(ports, course, student, key):
    """The record of a refusal."""
    record = a_record(receipt=a_refusal(user_id=student.id, course_id=course.id), key=key)
    ports.register.keep(record)
    return record


@pytest.fixture(params=[granted, given_up, refused])
def record(request, ports, course, student):
    """The record of each kind of decision in turn, kept under a key."""
    return request.param(ports, course, student, a_key())


def test_the_receipt_can_be_read_again(ports, record):
    assert ports.enrollments.receipt(record.receipt.id) == record.receipt


def test_the_log_has_its_entry(ports, record):
    assert ports.activity_log.of(record.receipt.user_id)[0] == record.entry


def test_the_message_waits_to_be_sent(ports, record):
    assert ports.outbox.claim(9, NOON)[-1] == record.messages[0]


def test_the_key_has_its_answer(ports, record):
    assert ports.idempotency.find(record.receipt.user_id, record.key.key).receipt == record.receipt


@pytest.mark.parametrize("decision", [granted, given_up, refused])
def test_without_a_key_all_else_is_kept(ports, course, student, decision):
    record = decision(ports, course, student, None)

    assert ports.enrollments.receipt(record.receipt.id) == record.receipt
    assert ports.activity_log.of(student.id)[0] == record.entry
    assert ports.outbox.claim(9, NOON)[-1] == record.messages[0]


def test_a_refusal_moves_no_seat(ports, course, student):
    refused(ports, course, student, None)

    assert ports.catalog.find(course.id) == course
    assert not ports.enrollments.of(student.id)


@pytest.mark.parametrize("reason", EVERY_REASON, ids=lambda reason: reason.code)
def test_every_reason_is_kept_with_its_evidence(ports, course, student, reason):
    receipt = a_refusal(user_id=student.id, course_id=course.id, verdict=Verdict((reason,)))
    ports.register.keep(a_record(receipt=receipt))

    assert ports.enrollments.receipt(receipt.id) == receipt


def test_all_reasons_are_kept_in_order(ports, course, student):
    receipt = a_refusal(user_id=student.id, course_id=course.id, verdict=Verdict(EVERY_REASON[::-1]))
    ports.register.keep(a_record(receipt=receipt))

    assert ports.enrollments.receipt(receipt.id).verdict.reasons == EVERY_REASON[::-1]


def test_no_reason_was_forgotten_above():
    assert set(REASONS) == {reason.code for reason in EVERY_REASON}
