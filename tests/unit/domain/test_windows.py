"""Registration times of groups, on their boundaries, together with the course's own window."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from enrollment.domain.academic_record import AcademicRecord
from enrollment.domain.catalog import RegistrationWindow
from enrollment.domain.groups import Group
from enrollment.domain.policies.windows import pass_in_force, registration_is_open
from enrollment.domain.reasons import RegistrationClosed, RegistrationNotOpen
from enrollment.domain.rules import GroupWindow, Rules
from enrollment.domain.verdict import Met
from tests.support.build import NOON, a_course, a_student, an_attempt

INSTANT, DAY = timedelta(microseconds=1), timedelta(days=1)
SENIORS = Group(name="seniors", standings=frozenset({"SR"}))
JUNIORS = Group(name="juniors", standings=frozenset({"JR"}))
SENIOR = AcademicRecord(standing="SR")
FIRST = GroupWindow(group=SENIORS, opens=NOON, closes=NOON + DAY)
SECOND = GroupWindow(group=SENIORS, opens=NOON + 7 * DAY, closes=NOON + 8 * DAY)
OTHERS = GroupWindow(group=JUNIORS, opens=NOON + 2 * DAY, closes=NOON + 3 * DAY)
WINDOWS = (SECOND, OTHERS, FIRST)
YOURS = Met("registration-not-open", by=("seniors",))


def trying(at=NOON, own=None, windows=WINDOWS, **about):
    course = a_course(registration=own or RegistrationWindow())
    rules = Rules(windows=windows, open_registration=about.pop("open_registration", None))
    return registration_is_open(an_attempt(**{"at": at, "course": course, "rules": rules, "record": SENIOR} | about))


@pytest.mark.parametrize(
    ("at", "finding"),
    [
        (NOON - INSTANT, RegistrationNotOpen(NOON, "seniors")),
        (NOON, YOURS),
        (NOON + DAY - INSTANT, YOURS),
        (NOON + DAY, RegistrationNotOpen(SECOND.opens, "seniors")),
        (SECOND.opens - INSTANT, RegistrationNotOpen(SECOND.opens, "seniors")),
        (SECOND.opens, YOURS),
        (SECOND.closes, RegistrationClosed(SECOND.closes)),
    ],
)
def test_a_student_registers_in_the_passes_of_a_group_of_theirs_and_hears_of_the_next(at, finding):
    assert trying(at) == finding


def test_who_is_in_no_group_has_no_time():
    assert trying(record=AcademicRecord(standing="FR")) == RegistrationNotOpen(None)


def test_who_is_in_two_groups_has_the_time_of_both():
    user = a_student(email="ada@example.edu")
    named = Group(name="priority", students=frozenset({user.email}))
    windows = (replace(FIRST, opens=NOON + DAY), GroupWindow(group=named, opens=NOON))
    assert trying(windows=windows, user=user) == Met("registration-not-open", by=("priority",))
    assert trying(NOON - INSTANT, windows=windows, user=user) == RegistrationNotOpen(NOON, "priority")


@pytest.mark.parametrize("at", [NOON, NOON + 500 * DAY])
def test_a_pass_without_an_end_goes_on(at):
    assert trying(at, windows=(replace(FIRST, closes=None),)) == YOURS


@pytest.mark.parametrize(
    ("opens", "at", "finding"),
    [
        (NOON - DAY, NOON - DAY, RegistrationNotOpen(NOON, "seniors")),
        (NOON + INSTANT, NOON, RegistrationNotOpen(NOON + INSTANT)),
        (NOON + INSTANT, NOON + INSTANT, YOURS),
        (NOON + DAY, NOON, RegistrationNotOpen(SECOND.opens, "seniors")),
    ],
)
def test_the_later_of_the_openings_counts_and_there_is_one_reason(opens, at, finding):
    assert trying(at, own=RegistrationWindow(opens=opens)) == finding


@pytest.mark.parametrize(
    ("at", "closes", "finding"),
    [
        (NOON, NOON + INSTANT, YOURS),
        (NOON, NOON, RegistrationClosed(NOON)),
        (NOON - DAY, NOON - DAY, RegistrationClosed(NOON - DAY)),
        (NOON - DAY, NOON, RegistrationNotOpen(None)),
        (NOON + DAY, SECOND.opens, RegistrationClosed(FIRST.closes)),
        (NOON + DAY, SECOND.opens + INSTANT, RegistrationNotOpen(SECOND.opens, "seniors")),
    ],
)
def test_a_pass_that_comes_after_the_course_has_closed_is_none(at, closes, finding):
    assert trying(at, own=RegistrationWindow(closes=closes)) == finding


@pytest.mark.parametrize("record", [SENIOR, AcademicRecord()])
def test_from_open_registration_on_only_the_courses_own_window_counts(record):
    opening = NOON + 2 * DAY
    before = trying(opening - INSTANT, open_registration=opening, record=record)
    assert before == RegistrationNotOpen(opening)
    assert trying(opening, open_registration=opening, record=record) is None
    later = RegistrationWindow(opens=opening + INSTANT)
    assert trying(opening, own=later, open_registration=opening, record=record) == RegistrationNotOpen(later.opens)


@pytest.mark.parametrize("stranger", [{"user": None}, {"windows": ()}])
@pytest.mark.parametrize(
    ("own", "finding"),
    [
        (RegistrationWindow(), None),
        (RegistrationWindow(opens=NOON, closes=NOON + INSTANT), None),
        (RegistrationWindow(opens=NOON + INSTANT), RegistrationNotOpen(NOON + INSTANT)),
        (RegistrationWindow(closes=NOON), RegistrationClosed(NOON)),
    ],
)
def test_to_a_stranger_and_without_passes_the_courses_own_window_is_all(stranger, own, finding):
    assert trying(own=own, **stranger) == finding


def test_without_a_course_nothing_is_asked():
    assert trying(course=None) is None


def test_the_passes_of_a_real_term():
    """UC San Diego, spring 2022: seniors from noon of 12 February, juniors from 08:00 of the 15th, until 22:00."""
    campus = ZoneInfo("America/Los_Angeles")
    ends = datetime(2022, 2, 18, 22, tzinfo=campus)
    windows = (
        GroupWindow(group=SENIORS, opens=datetime(2022, 2, 12, 12, tzinfo=campus), closes=ends, most_units=11.5),
        GroupWindow(group=JUNIORS, opens=datetime(2022, 2, 15, 8, tzinfo=campus), closes=ends, most_units=11.5),
    )
    monday = datetime(2022, 2, 14, 20, tzinfo=UTC)
    assert trying(monday, windows=windows) == YOURS
    junior = trying(monday, windows=windows, record=AcademicRecord(standing="JR"))
    assert junior == RegistrationNotOpen(datetime(2022, 2, 15, 16, tzinfo=UTC), "juniors")


HOURS = st.integers(0, 12).map(lambda hours: NOON + timedelta(hours=hours))
MAYBE = st.none() | HOURS
MINE_OR_NOT = st.builds(GroupWindow, group=st.sampled_from([SENIORS, JUNIORS]), opens=HOURS, closes=MAYBE)
OWN = st.builds(RegistrationWindow, opens=MAYBE, closes=MAYBE)


def may_register(at, own, windows, opening):
    """Whether the instant is in the course's window and, before open registration, in one of the seniors'."""

    def within(opens, closes):
        return (opens is None or opens <= at) and (closes is None or at < closes)

    mine = any(window.group is SENIORS and within(window.opens, window.closes) for window in windows)
    return within(own.opens, own.closes) and (mine or not windows or (opening is not None and at >= opening))


@given(HOURS, OWN, st.lists(MINE_OR_NOT, max_size=4).map(tuple), MAYBE)
@example(NOON, RegistrationWindow(opens=NOON + timedelta(hours=1), closes=NOON + timedelta(hours=1)), WINDOWS, NOON)
def test_it_is_open_and_opens_next_as_trying_every_hour_would_tell(at, own, windows, opening):
    finding = trying(at, own, windows, open_registration=opening)
    hours = [at + timedelta(hours=n) for n in range(14)]
    open_hours = [hour for hour in hours if may_register(hour, own, windows, opening)]
    assert (finding is None or isinstance(finding, Met)) is (at in open_hours)
    assume(at not in open_hours and windows)
    assert finding.changes_at == (open_hours[0] if open_hours else None)


def test_the_pass_in_force_is_a_group_of_the_users():
    attempt = an_attempt(rules=Rules(windows=WINDOWS), record=SENIOR)
    assert pass_in_force(attempt) == FIRST
    assert pass_in_force(replace(attempt, at=FIRST.closes)) is None
    assert pass_in_force(replace(attempt, at=OTHERS.opens)) is None
    assert pass_in_force(replace(attempt, user=None)) is None
