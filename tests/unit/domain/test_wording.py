"""Every reason in words a person can act on."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from enrollment.domain.reasons import (
    CourseFull,
    OnHold,
    RegistrationClosed,
    RegistrationNotOpen,
    SeatOffered,
    SeatsReserved,
)
from enrollment.domain.wording import in_words, instant_in_words
from tests.support.build import NOON
from tests.unit.domain.samples import REASONS

CAMPUS = ZoneInfo("America/Los_Angeles")
each_reason = pytest.mark.parametrize("reason", REASONS, ids=lambda reason: reason.code)


@each_reason
def test_it_says_in_sentences_what_is_the_case_and_what_would_change_it(reason):
    words = in_words(reason, CAMPUS)
    for sentence in (words.message, words.remedy):
        assert sentence[0].isupper()
        assert sentence.endswith(".")


@each_reason
def test_no_placeholder_and_no_value_of_the_program_is_left_in_it(reason):
    words = in_words(reason, CAMPUS)
    for leftover in ("{", "}", "None", "datetime", "UUID", "00:00:00", "+00:00", reason.code):
        assert leftover not in words.message + words.remedy


@each_reason
def test_an_instant_is_told_on_the_campus_clock_with_its_zone(reason):
    """NOON is 12:00 UTC, which is 04:00 in California in winter."""
    words = in_words(reason, CAMPUS)
    if NOON in [getattr(reason, name) for name in reason.__dataclass_fields__]:
        assert "Mon 2 Mar 2026, 04:00 PST" in words.message + words.remedy


def test_another_campus_has_another_clock():
    assert "Mon 2 Mar 2026, 13:00 CET" in in_words(RegistrationClosed(NOON), ZoneInfo("Europe/Berlin")).message


@pytest.mark.parametrize(
    ("hour", "words"),
    [(8, "Sun 1 Nov 2026, 01:00 PDT"), (9, "Sun 1 Nov 2026, 01:00 PST"), (10, "Sun 1 Nov 2026, 02:00 PST")],
)
def test_an_hour_that_comes_twice_is_told_apart_by_its_zone(hour, words):
    assert instant_in_words(datetime(2026, 11, 1, hour, tzinfo=UTC), CAMPUS) == words


@pytest.mark.parametrize(
    ("seats", "taken", "message"),
    [
        (0, 0, "This course takes no students."),
        (1, 1, "The only seat is taken."),
        (2, 2, "All 2 seats are taken."),
        (30, 31, "The course is over its 30 seats by 1."),
        (0, 2, "This course takes no students."),
    ],
)
def test_a_full_course_is_counted_in_good_english(seats, taken, message):
    assert in_words(CourseFull(seats, taken), CAMPUS).message == message


def test_what_opens_by_itself_says_when():
    reason = RegistrationNotOpen(NOON)
    assert reason.changes_at == NOON
    assert in_words(reason, CAMPUS).message.startswith("Coming soon")


@each_reason
def test_nothing_else_is_known_to_change_by_itself(reason):
    assert reason.changes_at is None or isinstance(reason, RegistrationNotOpen | OnHold | SeatsReserved | SeatOffered)
