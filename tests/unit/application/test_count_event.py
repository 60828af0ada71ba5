"""An attempt is counted with its outcome, once."""

from dataclasses import replace
from datetime import date
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from enrollment.adapters.memory.analytics import MemoryAnalytics
from enrollment.adapters.memory.inbox import MemoryInbox
from enrollment.adapters.memory.measures import MemoryMeasures
from enrollment.application.count_event import CONCERNS, CountEvent, measures_of
from enrollment.domain.devices import Device
from enrollment.domain.events import EnrollmentDropped, EnrollmentRefused, StudentEnrolled
from enrollment.domain.identifiers import MessageId
from enrollment.domain.measures import Days, Kind
from enrollment.domain.messages import Message
from tests.support.build import NOON, a_count, a_measure, a_refusal, an_enrollment

CAMPUS = ZoneInfo("Pacific/Kiritimati")  # where it is tomorrow already
TOMORROW = date(2026, 3, 3)


def told(event, **about):
    """The message of the event, with that said of it besides."""
    return Message.of(replace(event, **about))


ENROLLED = StudentEnrolled.of(an_enrollment(), NOON)
REFUSED = EnrollmentRefused.of(a_refusal())


@pytest.fixture
def count(records, clock):
    """The use case."""
    return CountEvent(inbox=MemoryInbox(records), analytics=MemoryAnalytics(records), clock=clock, campus=CAMPUS)


@pytest.fixture
def counts(records):
    """What was counted."""
    return lambda: MemoryMeasures(records).of(Days(TOMORROW, TOMORROW))


def test_an_enrollment_is_an_attempt_and_a_success_on_its_day_on_campus(count, counts):
    count(told(ENROLLED, device=Device.MOBILE, duration_ms=4200))

    about = {"day": TOMORROW, "device": Device.MOBILE, "up_to_ms": 5000}
    assert counts() == [a_count(kind=kind, **about) for kind in (Kind.ATTEMPT, Kind.SUCCESS)]


def test_a_refusal_is_an_attempt_and_a_failure_for_its_first_reason(count, counts):
    count(told(REFUSED, codes=("registration-closed", "course-full"), device=Device.PROGRAM))

    about = {"day": TOMORROW, "device": Device.PROGRAM}
    assert counts() == [
        a_count(kind=Kind.ATTEMPT, **about),
        a_count(kind=Kind.FAILURE, reason="registration-closed", **about),
    ]


def test_the_same_message_again_is_not_counted_again(count, counts):
    message = told(ENROLLED)

    assert [len(count(message)) for _ in range(3)] == [2, 0, 0]
    assert {one.times for one in counts()} == {1}


def test_a_message_of_the_first_version_counts_as_from_a_desktop():
    message = told(ENROLLED)
    body = {name: value for name, value in message.body.items() if name not in ("device", "duration_ms")}

    measures = measures_of(replace(message, body=body), CAMPUS)

    about = {"day": TOMORROW, "message_id": message.id}
    assert measures == tuple(a_measure(kind=kind, **about) for kind in (Kind.ATTEMPT, Kind.SUCCESS))


def test_what_tells_of_no_attempt_is_not_counted(count, counts):
    count(Message.of(EnrollmentDropped.of(an_enrollment(), NOON)))
    count(replace(told(ENROLLED), id=MessageId(uuid4()), kind="of-a-later-version"))

    assert counts() == []
    assert {"student-enrolled", "enrollment-refused"} == CONCERNS
