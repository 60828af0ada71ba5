"""The port Audit: silent over what the register wrote; only memory can be broken here to make it speak."""

from dataclasses import replace
from datetime import timedelta

import pytest

from enrollment.adapters.memory.audit import MemoryAudit
from enrollment.adapters.memory.records import MemoryRecords, Outgoing
from enrollment.domain.deliveries import Outcome, Try
from enrollment.domain.groups import Group
from enrollment.domain.pools import Pool, SharedCapacity
from enrollment.ports.audit import IN_TRANSIT
from tests.contract.given import a_known_student, admitted, amended, an_offered_course, dropped
from tests.support.build import (
    NOON,
    a_course,
    a_delivery,
    a_key,
    a_message,
    a_receipt,
    a_record,
    a_refusal,
    an_enrollment,
)


def test_nothing_is_wrong_with_an_empty_store(ports):
    assert list(ports.audit.violations(NOON + timedelta(days=3))) == []


def test_nothing_is_wrong_after_everything_a_register_does(ports, course, student):
    admitted(ports, course, a_known_student(ports))
    dropped(ports, admitted(ports, course, student), at=NOON + timedelta(days=1))
    admitted(ports, course, student, at=NOON + timedelta(days=2))
    ports.register.keep(a_record(receipt=a_refusal(user_id=student.id, course_id=course.id), key=a_key()))

    assert list(ports.audit.violations(NOON + timedelta(days=3))) == []


def test_a_capacity_lowered_below_what_is_taken_is_no_violation(ports):
    course = an_offered_course(ports, max_participants=2)
    for _ in range(2):
        admitted(ports, course, a_known_student(ports))

    amended(ports, course, max_participants=0)

    assert list(ports.audit.violations(NOON + timedelta(days=3))) == []


def sent_message(ports, course, student):
    """The message that tells of an enrollment, sent at NOON."""
    admitted(ports, course, student)
    (message,) = ports.outbox.claim(1, NOON)
    ports.outbox.sent([message.id], NOON)
    return message


def undelivered(ports, at):
    """The violations that name a message without a delivery."""
    return [line for line in ports.audit.violations(at) if line.startswith("delivery-for-every-notice")]


@pytest.mark.parametrize(("off", "missing"), [(timedelta(0), 0), (timedelta(microseconds=1), 1)])
def test_a_message_may_be_on_its_way_for_ten_minutes(ports, course, student, off, missing):
    message = sent_message(ports, course, student)

    assert len(undelivered(ports, NOON + IN_TRANSIT + off)) == missing
    ports.deliveries.add(a_delivery(id=message.id))
    assert undelivered(ports, NOON + IN_TRANSIT + off) == []


def test_a_message_the_mail_has_parked_is_accounted_for_and_one_only_analytics_has_is_not(ports, course, student):
    message = sent_message(ports, course, student)
    ports.inbox.failed("analytics", message.id, "no", NOON, park_after=1)
    assert len(undelivered(ports, NOON + timedelta(days=1))) == 1

    ports.inbox.failed("mail", message.id, "no", NOON, park_after=1)
    assert undelivered(ports, NOON + timedelta(days=1)) == []


def test_messages_forgotten_are_still_counted(ports, course, student):
    for someone in (student, a_known_student(ports)):
        ports.deliveries.add(a_delivery(id=sent_message(ports, course, someone).id))
        assert ports.outbox.forget(NOON + timedelta(days=1)) == 1

    admitted(ports, course, a_known_student(ports))
    assert list(ports.audit.violations(NOON + timedelta(days=1))) == []


def test_the_words_of_a_mail_server_are_not_taken_for_an_outcome(ports):
    said = Try(at=NOON, outcome=Outcome.ACCEPTED, answer='250 "outcome": "accepted", "accepted"')
    ports.deliveries.add(a_delivery(history=(said,)))

    assert list(ports.audit.violations(NOON)) == []


SEAT = an_enrollment()
COUNTED = a_course(id=SEAT.course_id, current_enrollment=1)
MESSAGE = a_message()
ACCEPTED = Try(at=NOON, outcome=Outcome.ACCEPTED)
BROKEN = {
    "counter-is-truth": {"courses": [a_course(id=SEAT.course_id)]},
    "pool-counter-is-truth": {
        "courses": [replace(COUNTED, pools=(Pool(group=Group(name="seniors"), seats=1, taken=1),))]
    },
    "shared-counter-is-truth": {"courses": [replace(COUNTED, shared=SharedCapacity(name="both", max_participants=2))]},
    "one-per-student": {"enrollments": [SEAT, replace(SEAT, id=an_enrollment().id)]},
    "ended-when-not-live": {"enrollments": [replace(SEAT, ended_at=NOON)]},
    "receipt-for-every-enrollment": {"receipts": []},
    "delivery-for-every-notice": {"outbox": [Outgoing(message=MESSAGE, sent_at=NOON)]},
    "accepted-once": {"deliveries": [a_delivery(history=(ACCEPTED, ACCEPTED))]},
}


@pytest.mark.parametrize("invariant", BROKEN)
def test_a_broken_invariant_is_named(invariant):
    records = MemoryRecords()
    sound = {"courses": [COUNTED], "enrollments": [SEAT]}
    for table, rows in (sound | {"receipts": [a_receipt(enrollment=SEAT)]} | BROKEN[invariant]).items():
        getattr(records, table).update({row.message.id if table == "outbox" else row.id: row for row in rows})

    assert invariant in {line.partition(":")[0] for line in MemoryAudit(records).violations(NOON + timedelta(days=3))}
