"""For whoever an event concerns a delivery is noted, once; nothing is sent."""

from dataclasses import replace

import pytest

from enrollment.adapters.memory.deliveries import MemoryDeliveries
from enrollment.application.note_delivery import CONCERNS, NoteDelivery
from enrollment.domain.deliveries import Delivery, Outcome
from enrollment.domain.events import KINDS, EnrollmentDropped, StudentEnrolled
from enrollment.domain.messages import Message
from enrollment.domain.notices import NoticeKind
from tests.support.build import NOON, an_enrollment


@pytest.fixture
def deliveries(records):
    """The deliveries on record."""
    return MemoryDeliveries(records)


@pytest.fixture
def note(deliveries, accounts):
    """The use case."""
    return NoteDelivery(deliveries=deliveries, accounts=accounts)


@pytest.fixture
def seat(known):
    """A seat of somebody known."""
    return an_enrollment(student_id=known().id)


@pytest.mark.parametrize(
    ("event", "kind"), [(StudentEnrolled, NoticeKind.ENROLLED), (EnrollmentDropped, NoticeKind.DROPPED)]
)
def test_a_delivery_is_noted_with_what_it_takes_to_write_it(note, deliveries, records, seat, event, kind):
    message = Message.of(event.of(seat, NOON))
    note(message)
    assert deliveries.find(message.id) == Delivery(
        id=message.id,
        user_id=seat.student_id,
        kind=kind,
        course_id=seat.course_id,
        enrollment_id=seat.id,
        recipient=records.accounts[seat.student_id].user.email,
        at=NOON,
        told=message.body,
        next_attempt_at=NOON,
    )


def test_the_same_message_again_changes_nothing(note, deliveries, seat):
    message = Message.of(StudentEnrolled.of(seat, NOON))
    note(message)
    (claimed,) = deliveries.claim(1, NOON)
    deliveries.record(claimed.after(Outcome.ACCEPTED, "", NOON))
    accepted = deliveries.find(message.id)
    note(message)
    assert deliveries.find(message.id) == accepted


def test_for_somebody_erased_since_a_delivery_is_noted_all_the_same(note, deliveries):
    message = Message.of(StudentEnrolled.of(an_enrollment(), NOON))
    note(message)
    assert deliveries.find(message.id).recipient == ""


def test_there_is_no_mail_about_what_a_student_has_just_seen_done():
    assert set(KINDS) - CONCERNS == {
        "enrollment-refused",
        "drop-refused",
        "consent-requested",
        "waitlist-refused",
        "waitlist-left",
        "offer-refused",
        "offer-declined",
    }


def test_a_message_whose_body_is_not_what_its_kind_says_is_a_failure(note, seat):
    message = Message.of(StudentEnrolled.of(seat, NOON))
    with pytest.raises(TypeError, match="enrollment_id"):
        note(replace(message, body={key: text for key, text in message.body.items() if key != "enrollment_id"}))
