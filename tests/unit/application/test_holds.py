"""Staff place and lift holds; a hold that blocks dropping keeps the seat."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from enrollment.adapters.memory.academic_records import MemoryAcademicRecords
from enrollment.adapters.memory.audit import MemoryAudit
from enrollment.application.change_holds import ChangeHolds, hold_id
from enrollment.application.drop_enrollment import DropEnrollment
from enrollment.application.enroll_student import EnrollStudent
from enrollment.domain.academic_record import AcademicRecord, Act, CompletedItem, Hold
from enrollment.domain.errors import EnrollmentUnknown
from enrollment.domain.events import DropRefused
from enrollment.domain.identifiers import UserId
from enrollment.domain.permission_errors import HoldUnknown, OverAlready, StudentUnknown
from enrollment.domain.reasons import Held, OnHold
from tests.support.build import NOON, a_key, a_staff_member, an_origin

ORIGIN = an_origin()
FEES = Hold(owner="the bursar", note="fees are unpaid", blocks=frozenset({Act.ENROLL, Act.DROP}))
ADVISING = Hold(owner="your college", note="see your adviser")
HOUR = timedelta(hours=1)


@pytest.fixture
def academic_records(records):
    """The records of students."""
    return MemoryAcademicRecords(records)


@pytest.fixture
def holds(made):
    """The use case."""
    return made(ChangeHolds)


@pytest.fixture
def grace(known):
    """A member of staff."""
    return known(a_staff_member())


@pytest.fixture
def ada(known):
    """A student."""
    return known()


@pytest.fixture
def drop(made):
    """The use case that gives a seat up."""
    return made(DropEnrollment)


@pytest.fixture
def seat(made, ada, offered):
    """A seat of hers."""
    enroll = made(EnrollStudent)
    return enroll(ada.id, offered().id, key=None, origin=ORIGIN).enrollment


def test_a_hold_is_placed_beside_the_others_and_nothing_else_is_touched(holds, ada, grace, academic_records, records):
    before = AcademicRecord(standing="junior", completed=(CompletedItem(code="MATH 10A"),), holds=(ADVISING,))
    academic_records.put(ada.id, before)
    assert holds.place(grace, ada.id, FEES, origin=ORIGIN)
    assert academic_records.of(ada.id) == replace(before, holds=(ADVISING, FEES))
    entry = records.log[-1]
    assert (entry.action, entry.user_id, entry.details["student_id"]) == ("hold_placed", grace.id, str(ada.id))
    assert entry.details["hold"]["owner"] == "the bursar"


def test_the_same_hold_again_changes_nothing(holds, ada, grace, academic_records, records):
    holds.place(grace, ada.id, FEES, origin=ORIGIN)
    assert not holds.place(grace, ada.id, FEES, origin=ORIGIN)
    assert academic_records.of(ada.id).holds == (FEES,)
    assert len(records.log) == 1


def test_a_hold_is_lifted_once(holds, ada, grace, academic_records, records):
    for hold in (FEES, ADVISING):
        holds.place(grace, ada.id, hold, origin=ORIGIN)
    assert holds.lift(grace, ada.id, hold_id(FEES), origin=ORIGIN) == FEES
    assert academic_records.of(ada.id).holds == (ADVISING,)
    assert (records.log[-1].action, records.log[-1].user_id) == ("hold_lifted", grace.id)
    with pytest.raises(HoldUnknown):
        holds.lift(grace, ada.id, hold_id(FEES), origin=ORIGIN)


def test_only_students_are_put_on_hold_and_only_until_later(holds, grace, ada, records):
    for user_id in (grace.id, UserId(uuid4())):
        with pytest.raises(StudentUnknown):
            holds.place(grace, user_id, FEES, origin=ORIGIN)
    with pytest.raises(OverAlready):
        holds.place(grace, ada.id, replace(FEES, expires_at=NOON), origin=ORIGIN)
    assert not records.academic_records


def test_a_drop_on_hold_is_refused_and_the_refusal_kept(drop, holds, ada, grace, seat, records):
    holds.place(grace, ada.id, FEES, origin=ORIGIN)
    receipt = drop(ada.id, seat.id, key=None, origin=ORIGIN)
    assert receipt.enrollment is None
    assert receipt.verdict.reasons == (OnHold((Held(owner="the bursar", note="fees are unpaid", until=None),)),)
    assert records.enrollments[seat.id].is_live
    assert records.receipts[receipt.id] == receipt
    assert records.log[-1].details["outcome"] == "refused"
    event = list(records.outbox.values())[-1].message.event
    assert (type(event), event.enrollment_id) == (DropRefused, seat.id)
    assert list(MemoryAudit(records).violations(NOON)) == []


def test_the_same_key_again_is_the_same_refusal_even_when_the_hold_is_lifted(drop, holds, ada, grace, seat):
    key = a_key()
    holds.place(grace, ada.id, FEES, origin=ORIGIN)
    refusal = drop(ada.id, seat.id, key=key, origin=ORIGIN)
    holds.lift(grace, ada.id, hold_id(FEES), origin=ORIGIN)
    assert drop(ada.id, seat.id, key=key, origin=ORIGIN) == refusal
    assert drop(ada.id, seat.id, key=a_key(), origin=ORIGIN).enrollment


def test_dropping_stays_possible_unless_it_is_said(drop, holds, ada, grace, seat, clock):
    holds.place(grace, ada.id, ADVISING, origin=ORIGIN)
    holds.place(grace, ada.id, replace(FEES, expires_at=NOON + HOUR), origin=ORIGIN)
    assert not drop.outlook(ada, seat.id).verdict.allowed
    clock.advance(HOUR)
    assert drop.outlook(ada, seat.id).verdict.allowed
    assert drop(ada.id, seat.id, key=None, origin=ORIGIN).enrollment


def test_somebody_elses_seat_has_no_outlook(drop, known, seat):
    with pytest.raises(EnrollmentUnknown):
        drop.outlook(known(), seat.id)
