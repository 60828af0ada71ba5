"""A seat, held and given up."""

from datetime import timedelta

import pytest

from enrollment.domain.enrollments import EnrollmentStatus
from tests.support.build import NOON, an_enrollment

LATER = NOON + timedelta(days=3)


@pytest.mark.parametrize(
    ("status", "live"),
    [
        (EnrollmentStatus.APPROVED, True),
        (EnrollmentStatus.PENDING_PAYMENT, True),
        (EnrollmentStatus.DROPPED, False),
        (EnrollmentStatus.WITHDRAWN, False),
        (EnrollmentStatus.CANCELLED, False),
    ],
)
def test_only_what_is_approved_or_about_to_be_paid_takes_a_seat(status, live):
    assert an_enrollment(status=status).is_live is live


def test_every_status_is_decided_on():
    assert len(EnrollmentStatus) == 5


def test_what_is_dropped_keeps_its_history():
    held = an_enrollment()
    dropped = held.dropped(LATER)
    assert (dropped.status, dropped.ended_at) == (EnrollmentStatus.DROPPED, LATER)
    assert (dropped.id, dropped.enrollment_date) == (held.id, NOON)
    assert held.is_live
