"""Measures, added up."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from enrollment.domain.devices import Device
from enrollment.domain.measures import LONGEST_MS, UNTIMED, UP_TO_MS, Days, Kind, bucket_of, counted
from tests.support.build import NOON, a_count, a_measure

CAMPUS = ZoneInfo("America/Los_Angeles")


@pytest.mark.parametrize(
    ("milliseconds", "bucket"),
    [
        (None, UNTIMED),
        (-1, UNTIMED),
        (0, 1000),
        (1000, 1000),
        (1001, 2000),
        (LONGEST_MS, LONGEST_MS),
        (LONGEST_MS + 1, UNTIMED),
    ],
)
def test_a_duration_is_in_the_first_bucket_that_holds_it(milliseconds, bucket):
    assert bucket_of(milliseconds) == bucket


def test_the_buckets_rise():
    assert list(UP_TO_MS) == sorted(set(UP_TO_MS))


def test_what_is_alike_is_added_up_and_what_is_not_is_kept_apart():
    tomorrow = NOON.date() + timedelta(days=1)
    view, click = a_measure(), a_measure(kind=Kind.CLICK)
    others = [a_measure(device=Device.MOBILE), a_measure(day=tomorrow), a_measure(duration_ms=1500)]

    assert counted([view, click, a_measure(times=3, at=NOON + timedelta(hours=1)), *others]) == sorted(
        [
            a_count(times=4),
            a_count(up_to_ms=2000),
            a_count(device=Device.MOBILE),
            a_count(kind=Kind.CLICK),
            a_count(day=tomorrow),
        ]
    )


def test_days_begin_and_end_on_campus_also_when_the_clocks_change():
    days = Days(date(2026, 3, 8), date(2026, 3, 8))  # of 23 hours

    assert days.instants(CAMPUS) == (datetime(2026, 3, 8, 8, tzinfo=UTC), datetime(2026, 3, 9, 7, tzinfo=UTC))
