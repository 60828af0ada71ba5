"""The port Audit: silent over what the register wrote; only memory can be broken here to make it speak."""

from dataclasses import replace
from datetime import timedelta

import pytest

from enrollment.adapters.memory.audit import MemoryAudit
from enrollment.adapters.memory.records import MemoryRecords
from tests.contract.given import a_known_student, admitted, amended, an_offered_course, dropped
from tests.support.build import NOON, a_course, a_key, a_receipt, a_record, a_refusal, an_enrollment


def test_nothing_is_wrong_with_an_empty_store(ports):
    assert list(ports.audit.violations()) == []


def test_nothing_is_wrong_after_everything_a_register_does(ports, course, student):
    admitted(ports, course, a_known_student(ports))
    dropped(ports, admitted(ports, course, student), at=NOON + timedelta(days=1))
    admitted(ports, course, student, at=NOON + timedelta(days=2))
    ports.register.keep(a_record(receipt=a_refusal(user_id=student.id, course_id=course.id), key=a_key()))

    assert list(ports.audit.violations()) == []


def test_a_capacity_lowered_below_what_is_taken_is_no_violation(ports):
    course = an_offered_course(ports, max_participants=2)
    for _ in range(2):
        admitted(ports, course, a_known_student(ports))

    amended(ports, course, max_participants=0)

    assert list(ports.audit.violations()) == []


SEAT = an_enrollment()
BROKEN = {
    "counter-is-truth": {"courses": [a_course(id=SEAT.course_id)]},
    "one-per-student": {"enrollments": [SEAT, replace(SEAT, id=an_enrollment().id)]},
    "ended-when-not-live": {"enrollments": [replace(SEAT, ended_at=NOON)]},
    "receipt-for-every-enrollment": {"receipts": []},
}


@pytest.mark.parametrize("invariant", BROKEN)
def test_a_broken_invariant_is_named(invariant):
    records = MemoryRecords()
    sound = {"courses": [a_course(id=SEAT.course_id, current_enrollment=1)], "enrollments": [SEAT]}
    for table, rows in (sound | {"receipts": [a_receipt(enrollment=SEAT)]} | BROKEN[invariant]).items():
        getattr(records, table).update({row.id: row for row in rows})

    assert invariant in {line.partition(":")[0] for line in MemoryAudit(records).violations()}
