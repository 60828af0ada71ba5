"""The port Measures: what was counted, and what it has to add up with."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from enrollment.domain.adding_up import Attempts
from enrollment.domain.devices import Device
from enrollment.domain.measures import Days, Kind
from enrollment.ports.audit import IN_TRANSIT
from tests.contract.given import a_known_student, admitted, an_offered_course, dropped
from tests.contract.stores import race
from tests.support.build import NOON, a_count, a_measure, a_record, a_refusal

CAMPUS = ZoneInfo("America/Los_Angeles")
TODAY, A_DAY = NOON.date(), timedelta(days=1)
INSTANT = timedelta(microseconds=1)
THIS_DAY = Days(TODAY, TODAY)


def test_nothing_counted_is_nothing(ports):
    assert (list(ports.measures.of(THIS_DAY)), dict(ports.measures.totals())) == ([], {})


def test_the_counts_are_of_the_days_asked_for_both_included(ports):
    for offset in range(-2, 3):
        ports.analytics.count([a_measure(day=TODAY + offset * A_DAY, times=offset + 3)])

    counts = ports.measures.of(Days(TODAY - A_DAY, TODAY + A_DAY))

    assert counts == [a_count(day=TODAY + offset * A_DAY, times=offset + 3) for offset in (-1, 0, 1)]


def test_the_totals_are_of_all_days_and_durations(ports):
    ports.analytics.count([a_measure(day=TODAY - 400 * A_DAY, duration_ms=1), a_measure(times=2)])
    ports.analytics.count([a_measure(kind=Kind.FAILURE, reason="course-full", device=Device.TABLET)])

    assert dict(ports.measures.totals()) == {
        (Kind.VIEW, Device.DESKTOP, ""): 3,
        (Kind.FAILURE, Device.TABLET, "course-full"): 1,
    }


def test_counting_at_once_loses_nothing_and_locks_nobody_up(store, ports):
    measures = [a_measure(kind=kind) for kind in Kind]

    def count(order):
        return lambda ports: [ports.analytics.count(order) for _ in range(10)] and None

    answers = race(store, count(measures), count(measures[::-1]), count(measures), count(measures[::-1]))

    assert answers == [None] * 4
    assert {one.times for one in ports.measures.of(THIS_DAY)} == {40}


@pytest.fixture
def attempts(ports):
    """The attempts of the day of NOON, in Los Angeles, as of NOON or later."""
    return lambda later=timedelta(): ports.measures.attempts(THIS_DAY, CAMPUS, NOON + later)


@pytest.fixture
def message(ports, student, course):
    """The message of an attempt at NOON, its receipt on record."""
    admitted(ports, course, student)
    (message,) = ports.outbox.claim(1, NOON)
    return message


def test_an_attempt_whose_message_is_not_sent_is_on_the_way_and_a_drop_is_no_attempt(ports, attempts):
    course = an_offered_course(ports)
    dropped(ports, admitted(ports, course, a_known_student(ports)))
    ports.register.keep(a_record(receipt=a_refusal(course_id=course.id)))

    assert attempts() == Attempts(measured=0, receipts=2, on_the_way=2)


def test_attempts_are_of_the_day_on_campus(ports, course):
    midnight = NOON.replace(hour=8)  # in Los Angeles, in winter
    for at in (midnight - INSTANT, midnight, midnight + A_DAY - INSTANT, midnight + A_DAY):
        ports.register.keep(a_record(receipt=a_refusal(course_id=course.id, at=at)))
        ports.analytics.count([a_measure(kind=Kind.ATTEMPT, day=at.astimezone(CAMPUS).date())])

    assert ports.measures.attempts(THIS_DAY, CAMPUS, NOON) == Attempts(measured=2, receipts=2, on_the_way=2)


@pytest.mark.parametrize(("later", "on_the_way"), [(IN_TRANSIT, 1), (IN_TRANSIT + INSTANT, 0)])
def test_what_was_sent_just_now_is_on_the_way_and_then_it_is_missing(ports, attempts, message, later, on_the_way):
    ports.outbox.sent([message.id], NOON)

    assert attempts(later) == Attempts(measured=0, receipts=1, on_the_way=on_the_way)


@pytest.mark.parametrize("is_sent", [False, True])
def test_what_is_handled_is_on_its_way_no_more(ports, attempts, message, is_sent):
    if is_sent:
        ports.outbox.sent([message.id], NOON)
    ports.inbox.add("mail", message.id, NOON)
    assert attempts().on_the_way == 1
    ports.inbox.add("analytics", message.id, NOON)
    assert attempts().on_the_way == 0


def test_what_is_failing_is_on_the_way_until_it_is_parked(ports, attempts, message):
    ports.outbox.sent([message.id], NOON)
    for still_on_the_way in (1, 0):
        ports.inbox.failed("analytics", message.id, "no", NOON, park_after=2)
        assert attempts(IN_TRANSIT * 2).on_the_way == still_on_the_way
