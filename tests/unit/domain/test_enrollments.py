"""A seat, held and given up."""

from datetime import timedelta

import pytest

from enrollment.domain.enrollments import HELD, NEVER_HAD, EnrollmentStatus
from tests.support.build import NOON, an_enrollment

LATER = NOON + timedelta(days=3)


@pytest.mark.parametrize(
    ("status", "live"),
    [
        (EnrollmentStatus.OFFERED, True),
        (EnrollmentStatus.APPROVED, True),
        (EnrollmentStatus.PENDING_PAYMENT, True),
        (EnrollmentStatus.DROPPED, False),
        (EnrollmentStatus.WITHDRAWN, False),
        (EnrollmentStatus.CANCELLED, False),
        (EnrollmentStatus.RETURNED, False),
    ],
)
def test_only_what_is_offered_or_approved_or_about_to_be_paid_takes_a_seat(status, live):
    assert an_enrollment(status=status).is_live is live


def test_every_status_is_decided_on():
    assert len(EnrollmentStatus) == 7


def test_who_is_only_offered_a_seat_does_not_sit_there():
    offered = an_enrollment(status=EnrollmentStatus.OFFERED)

    assert offered.is_live
    assert not offered.is_held
    assert {status for status in EnrollmentStatus if an_enrollment(status=status).is_held} == HELD


def test_an_offer_accepted_is_held_from_then_on():
    accepted = an_enrollment(status=EnrollmentStatus.OFFERED).accepted(LATER)

    assert (accepted.status, accepted.enrollment_date) == (EnrollmentStatus.APPROVED, LATER)


def test_what_was_offered_and_given_back_was_never_had():
    assert {EnrollmentStatus.OFFERED, EnrollmentStatus.RETURNED} == NEVER_HAD


def test_what_is_dropped_keeps_its_history():
    held = an_enrollment()
    dropped = held.dropped(LATER)
    assert (dropped.status, dropped.ended_at) == (EnrollmentStatus.DROPPED, LATER)
    assert (dropped.id, dropped.enrollment_date) == (held.id, NOON)
    assert held.is_live
