"""What every Clock promises."""

from datetime import UTC, timedelta

import pytest

from enrollment.adapters.memory.clock import StoppedClock
from enrollment.adapters.system_clock import SystemClock
from tests.support.build import NOON


@pytest.fixture(params=["system", "stopped"])
def clock(request):
    """Each adapter in turn."""
    return SystemClock() if request.param == "system" else StoppedClock(NOON)


def test_the_time_is_aware_and_in_utc(clock):
    assert clock.now().tzinfo is UTC


def test_the_time_never_runs_backwards(clock):
    assert clock.now() <= clock.now()


def test_a_stopped_clock_stands_still_until_it_is_told():
    clock = StoppedClock(NOON)
    assert clock.now() == clock.now() == NOON

    clock.advance(timedelta(microseconds=1))

    assert clock.now() == NOON + timedelta(microseconds=1)
