"""The six figures, on their boundaries."""

import pytest

from enrollment.domain.devices import Device
from enrollment.domain.figures import by_device, figures
from enrollment.domain.measures import LONGEST_MS, UP_TO_MS, Kind
from enrollment.domain.metrics import (
    Times,
    abandonment_rate,
    conversion_rate,
    error_rate,
    mobile_vs_desktop,
    success_rate,
    time_to_enroll,
)
from tests.support.build import a_count

RATES = [
    (conversion_rate, Kind.CLICK, Kind.VIEW),
    (success_rate, Kind.SUCCESS, Kind.ATTEMPT),
    (error_rate, Kind.FAILURE, Kind.ATTEMPT),
    (abandonment_rate, Kind.CANCELLED, Kind.SHOWN),
]
each_rate = pytest.mark.parametrize(("rate", "part", "whole"), RATES, ids=[rate.__name__ for rate, *_ in RATES])


@each_rate
@pytest.mark.parametrize(("times", "of", "expected"), [(0, 4, 0.0), (1, 4, 0.25), (4, 4, 1.0)])
def test_a_rate_is_its_part_of_its_whole(rate, part, whole, times, of, expected):
    noise = [a_count(kind=kind, times=100) for kind in Kind if kind not in (part, whole)]

    assert rate([*noise, a_count(kind=part, times=times), a_count(kind=whole, times=of)]) == expected


@each_rate
def test_of_nothing_there_is_no_rate(rate, part, whole):
    assert rate([]) is None
    assert rate([a_count(kind=part, times=3)]) is None
    assert rate([a_count(kind=whole, times=0)]) is None


def test_a_rate_is_of_all_days_devices_reasons_and_buckets():
    counts = [
        a_count(kind=Kind.ATTEMPT, up_to_ms=1000),
        a_count(kind=Kind.ATTEMPT, device=Device.MOBILE, times=3),
        a_count(kind=Kind.FAILURE, reason="course-full"),
        a_count(kind=Kind.FAILURE, reason="not-permitted", device=Device.MOBILE),
    ]

    assert error_rate(counts) == 0.5


def timed(**buckets):
    """Successes by bucket: ``b1000=3``."""
    return [a_count(kind=Kind.SUCCESS, up_to_ms=int(name[1:]), times=times) for name, times in buckets.items()]


@pytest.mark.parametrize(
    ("counts", "times"),
    [
        (timed(b1000=10), Times(500, 950)),  # spread evenly over the bucket
        (timed(b2000=1), Times(1500, 1950)),
        (timed(b1000=1, b2000=1), Times(1000, 1900)),  # the median is on the bound between them
        (timed(b1000=95, b3600000=5), Times(526, 1000)),
        (timed(b3600000=1), Times(2_700_000, 3_510_000)),
        (timed(b1000=1, b3600000=0), Times(500, 950)),
    ],
)
def test_times_are_read_off_the_histogram(counts, times):
    assert time_to_enroll(counts) == times


def test_no_time_is_shorter_than_the_median_and_longer_than_the_longest():
    for upper in UP_TO_MS:
        times = time_to_enroll(timed(**{f"b{upper}": 7}))
        assert times.median_ms <= times.p95_ms <= upper <= LONGEST_MS


def test_what_was_not_timed_or_did_not_succeed_has_no_time():
    assert time_to_enroll([]) is None
    assert time_to_enroll([a_count(kind=Kind.SUCCESS), a_count(kind=Kind.FAILURE, up_to_ms=1000)]) is None


def test_success_is_compared_by_device():
    counts = [
        a_count(kind=Kind.ATTEMPT, device=Device.MOBILE, times=4),
        a_count(kind=Kind.SUCCESS, device=Device.MOBILE, times=1),
        a_count(kind=Kind.ATTEMPT, times=2),
    ]

    assert mobile_vs_desktop(counts) == {
        Device.MOBILE: 0.25,
        Device.TABLET: None,
        Device.DESKTOP: 0.0,
        Device.PROGRAM: None,
    }


def test_each_figure_says_what_it_is_made_of():
    counts = [*timed(b2000=1), a_count(kind=Kind.ATTEMPT, times=1), a_count(kind=Kind.CLICK, times=2)]

    said = {figure.name: (figure.value, figure.made_of) for figure in figures(counts)}

    assert said["Conversion rate"] == ("–", "2 enroll clicks per 0 course views")
    assert said["Success rate"] == ("100.0 %", "1 of 1 attempt")
    assert said["Time to enroll"] == ("1.5 s", "19 of 20 within 1.9 s, 1 of 1 timed")
    assert said["Mobile vs desktop"][0] == "– vs 100.0 %"
    assert len(said) == 6
    assert [figure.made_of for figure in by_device(counts)][2] == "1 of 1 attempt"
