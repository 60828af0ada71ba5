"""What one decision leaves behind is told by its receipt."""

import json
from datetime import timedelta

import pytest

from enrollment.domain.events import EnrollmentRefused, StudentEnrolled
from enrollment.domain.measures import LONGEST_MS
from enrollment.domain.reasons import CourseFull, NotPermitted
from enrollment.domain.records import Record
from enrollment.domain.verdict import Verdict
from tests.support.build import NOON, a_key, a_receipt, a_refusal, an_enrollment, an_origin


def test_a_grant_is_logged_with_the_enrollment_it_made():
    receipt, origin = a_receipt(enrollment=an_enrollment()), an_origin()
    entry = Record.of(receipt, StudentEnrolled.of(receipt.enrollment, NOON), key=None, origin=origin).entry
    assert (entry.user_id, entry.action, entry.timestamp) == (receipt.user_id, "course_enrollment", NOON)
    assert entry.origin == origin
    assert entry.details == {
        "receipt_id": str(receipt.id),
        "course_id": str(receipt.course_id),
        "enrollment_id": str(receipt.enrollment.id),
        "outcome": "approved",
        "reasons": [],
    }


def test_a_refusal_is_logged_with_every_reason():
    receipt = a_refusal(verdict=Verdict((NotPermitted(), CourseFull(30, 30))))
    entry = Record.of(receipt, EnrollmentRefused.of(receipt), key=None, origin=an_origin()).entry
    assert (entry.details["outcome"], entry.details["enrollment_id"]) == ("refused", None)
    assert entry.details["reasons"] == ["not-permitted", "course-full"]


def test_a_drop_is_logged_as_one():
    receipt = a_receipt(enrollment=an_enrollment().dropped(NOON))
    entry = Record.of(receipt, key=None, origin=an_origin()).entry
    assert (entry.action, entry.details["outcome"]) == ("course_drop", "dropped")


def test_the_details_are_json():
    receipt = a_receipt()
    details = Record.of(receipt, key=None, origin=an_origin()).entry.details
    assert json.loads(json.dumps(details)) == details


def test_each_event_becomes_a_message_and_the_key_stays_with_the_receipt():
    receipt, key = a_refusal(), a_key()
    record = Record.of(receipt, EnrollmentRefused.of(receipt), key=key, origin=an_origin())
    assert [message.event for message in record.messages] == [EnrollmentRefused.of(receipt)]
    assert (record.key, record.receipt) == (key, receipt)


@pytest.mark.parametrize(
    ("elapsed", "known"),
    [(-1, None), (0, 0), (LONGEST_MS, LONGEST_MS), (LONGEST_MS + 1, None)],
)
def test_the_time_since_the_click_is_known_unless_it_is_absurd(elapsed, known):
    origin = an_origin(clicked_at=NOON)

    assert origin.since_click_ms(NOON + timedelta(milliseconds=elapsed)) == known


def test_without_a_click_there_is_no_time_since():
    assert an_origin().since_click_ms(NOON) is None
