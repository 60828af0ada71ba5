"""For how long an offer stands, and when seats are given in a batch: on the clock of the campus."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrollment.domain.offering import next_batch, offer_expires
from enrollment.domain.waitlist_rules import QuietHours, WaitlistRule

CAMPUS = ZoneInfo("America/Los_Angeles")
INSTANT, MINUTE = timedelta(microseconds=1), timedelta(minutes=1)
NIGHT, SIESTA = QuietHours(time(22), time(7)), QuietHours(time(13), time(15))


def on_campus(text, campus=CAMPUS):
    """The instant at which the clock on campus shows that, for the first time."""
    return datetime.fromisoformat(text).replace(tzinfo=campus).astimezone(UTC)


def expires(at, hours, quiet=None, closes=None):
    return offer_expires(WaitlistRule(offer_hours=hours, quiet=quiet), on_campus(at), closes, CAMPUS)


def batches(at, *clocks, campus=CAMPUS):
    return next_batch(WaitlistRule(batch_at=clocks), at, campus)


def test_without_quiet_hours_every_hour_counts():
    assert expires("2026-03-02T21:00", 24) == on_campus("2026-03-03T21:00")


@pytest.mark.parametrize(
    ("at", "hours", "until"),
    [
        ("2026-03-02T20:00", 2, "2026-03-02T22:00"),
        ("2026-03-02T20:00", 2.5, "2026-03-03T07:30"),
        ("2026-03-02T21:00", 2, "2026-03-03T08:00"),
        ("2026-03-02T22:00", 2, "2026-03-03T09:00"),
        ("2026-03-02T23:30", 2, "2026-03-03T09:00"),
        ("2026-03-03T06:59", 2, "2026-03-03T09:00"),
        ("2026-03-03T07:00", 2, "2026-03-03T09:00"),
        ("2026-03-02T21:00", 24, "2026-03-04T15:00"),
    ],
)
def test_the_hours_of_the_night_are_not_counted(at, hours, until):
    assert expires(at, hours, NIGHT) == on_campus(until)


@pytest.mark.parametrize(("hours", "until"), [(1, "2026-03-02T13:00"), (1.5, "2026-03-02T15:30")])
def test_nor_are_those_within_a_day(hours, until):
    assert expires("2026-03-02T12:00", hours, SIESTA) == on_campus(until)


def test_it_ends_before_the_quiet_hours_if_the_last_loud_instant_is_enough():
    at = on_campus("2026-03-02T20:00")

    just_enough = offer_expires(WaitlistRule(offer_hours=2, quiet=NIGHT), at, None, CAMPUS)
    too_late = offer_expires(WaitlistRule(offer_hours=2, quiet=NIGHT), at + INSTANT, None, CAMPUS)

    assert (just_enough, too_late) == (on_campus("2026-03-02T22:00"), on_campus("2026-03-03T07:00") + INSTANT)


@pytest.mark.parametrize(
    ("saturday", "counted"),
    [("2026-03-07T21:00", 23), ("2026-03-14T21:00", 24), ("2026-10-31T21:00", 25)],
    ids=["spring", "usual", "autumn"],
)
def test_an_hour_is_an_hour_whatever_the_clock_does(saturday, counted):
    """A day of summer time's begin has 23 hours and one of its end 25, all of them counted."""
    assert expires(saturday, counted) == on_campus(saturday) + timedelta(hours=counted)
    assert expires(saturday, counted).astimezone(CAMPUS).time() == time(21)


@pytest.mark.parametrize("saturday", ["2026-03-07", "2026-03-14", "2026-10-31"])
def test_a_night_is_as_long_as_the_clock_has_it(saturday):
    sunday = on_campus(saturday) + timedelta(days=1, hours=12)
    morning = sunday.astimezone(CAMPUS).replace(hour=8, minute=0)

    assert expires(f"{saturday}T21:00", 2, NIGHT) == morning


@pytest.mark.parametrize(
    ("closes", "until"),
    [
        ("2026-03-02T22:00", "2026-03-02T22:00"),
        ("2026-03-03T08:00", "2026-03-03T08:00"),
        ("2026-03-03T08:01", "2026-03-03T08:00"),
        ("2026-03-02T20:00", "2026-03-02T20:00"),
    ],
)
def test_an_offer_never_outlasts_registration(closes, until):
    assert expires("2026-03-02T21:00", 2, NIGHT, on_campus(closes)) == on_campus(until)


def test_the_answer_is_in_utc():
    closes = datetime(2026, 3, 2, 21, 30, tzinfo=CAMPUS)

    assert expires("2026-03-02T21:00", 2, None, closes).tzinfo is UTC
    assert expires("2026-03-02T21:00", 0.25, None, closes).tzinfo is UTC


ZONES = st.sampled_from(["America/Los_Angeles", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"])
ABOUT_A_CHANGE = st.sampled_from(["2026-03-06", "2026-03-27", "2026-04-03", "2026-10-02", "2026-10-23", "2026-10-30"])
HOURS = st.sampled_from([time(0), *map(time, range(4, 24))])  # that no clock skips, or shows twice


@given(
    ZONES,
    ABOUT_A_CHANGE,
    st.integers(0, 3 * 24 * 60),
    st.integers(1, 40).map(lambda quarters: quarters / 4),
    st.lists(HOURS, min_size=2, max_size=2, unique=True),
)
def test_it_is_the_instant_that_counting_minutes_would_come_to(zone, day, later, hours, quiet):
    campus, (begins, ends) = ZoneInfo(zone), quiet
    at = datetime.fromisoformat(day).replace(tzinfo=UTC) + later * MINUTE
    rule = WaitlistRule(offer_hours=hours, quiet=QuietHours(begins, ends))

    now, left = at, hours * 60
    while left:
        clock = now.astimezone(campus).time()
        is_quiet = begins <= clock < ends if begins < ends else clock >= begins or clock < ends
        now, left = now + MINUTE, left - (not is_quiet)

    assert offer_expires(rule, at, None, campus) == now


@pytest.mark.parametrize(
    ("off", "day"), [(-INSTANT, "2026-03-02T22:00"), (timedelta(), "2026-03-03T22:00"), (INSTANT, "2026-03-03T22:00")]
)
def test_the_next_batch_is_the_first_after_this_instant(off, day):
    assert batches(on_campus("2026-03-02T22:00") + off, time(22)) == on_campus(day)


def test_of_several_times_of_the_day_the_next_counts_however_they_are_listed():
    clocks = time(22), time(6), time(12)

    assert batches(on_campus("2026-03-02T05:00"), *clocks) == on_campus("2026-03-02T06:00")
    assert batches(on_campus("2026-03-02T06:00"), *clocks) == on_campus("2026-03-02T12:00")
    assert batches(on_campus("2026-03-02T22:00"), *clocks) == on_campus("2026-03-03T06:00")


def test_a_batch_in_the_hour_that_is_skipped_comes_as_much_later():
    assert batches(on_campus("2026-03-08T00:00"), time(2, 30)) == datetime(2026, 3, 8, 10, 30, tzinfo=UTC)
    assert batches(datetime(2026, 3, 8, 10, 30, tzinfo=UTC), time(2, 30)) == on_campus("2026-03-09T02:30")


def test_a_batch_in_the_hour_that_comes_twice_comes_once():
    first = datetime(2026, 11, 1, 8, 30, tzinfo=UTC)

    assert batches(first - INSTANT, time(1, 30)) == first
    assert batches(first, time(1, 30)) == datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize("day", ["2026-03-07", "2026-03-14", "2026-10-31"])
def test_from_one_evening_to_the_next_is_a_day_on_campus(day):
    evening = on_campus(f"{day}T22:00")

    following = batches(evening, time(22)).astimezone(CAMPUS)

    assert following.time() == time(22)
    assert following.date() - evening.astimezone(CAMPUS).date() == timedelta(days=1)


def test_a_campus_that_skips_a_day_has_no_batch_on_it():
    """Samoa went from Thursday 29 to Saturday 31 December 2011."""
    apia = ZoneInfo("Pacific/Apia")

    following = batches(on_campus("2011-12-29T22:00", apia), time(22), campus=apia)

    assert following == on_campus("2011-12-31T22:00", apia)
