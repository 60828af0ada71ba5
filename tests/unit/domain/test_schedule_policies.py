"""Nothing at the same time, and not too many units: on their boundaries."""

from dataclasses import replace
from datetime import date, time, timedelta
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from enrollment.domain.catalog import Term
from enrollment.domain.groups import Group
from enrollment.domain.meetings import Day, Meeting
from enrollment.domain.policies.schedule import times_do_not_conflict, units_stay_within_limit
from enrollment.domain.reasons import TimeConflict, UnitLimit
from enrollment.domain.rules import GroupWindow, Rules
from enrollment.domain.verdict import Met
from tests.support.build import NOON, a_course, an_attempt

INSTANT, DAY = timedelta(microseconds=1), timedelta(days=1)
LECTURE = Meeting(kind="LE", days=(Day.MONDAY,), starts=time(9), ends=time(10))
BACK_TO_BACK = replace(LECTURE, starts=time(10), ends=time(11))
ONE_MINUTE = replace(LECTURE, starts=time(9, 59), ends=time(11))
STRICT = Rules(refuse_conflicts=True)
EVERYBODY = Group(name="everybody")


def at_nine(**about):
    return an_attempt(**{"course": a_course(meetings=(LECTURE,)), "rules": STRICT} | about)


def clashing(**about):
    return a_course(meetings=(ONE_MINUTE,), **about)


def test_a_course_does_not_meet_while_another_one_held_or_asked_for_as_well_does():
    held, together = clashing(code="PHYS 1"), clashing(code="CHEM 1")
    reason = times_do_not_conflict(at_nine(held=(held, a_course(meetings=(BACK_TO_BACK,))), together=(together,)))
    assert isinstance(reason, TimeConflict)
    assert [(clash.course, clash.starts, clash.ends) for clash in reason.clashes] == [
        (held.name, time(9, 59), time(10)),
        (together.name, time(9, 59), time(10)),
    ]


def test_back_to_back_is_no_conflict_nor_is_a_course_of_another_term():
    others = (a_course(meetings=(BACK_TO_BACK,)), clashing(term="FA26"))
    assert times_do_not_conflict(at_nine(held=others)) == Met("time-conflict")


def test_a_final_is_held_against_classes_while_they_last():
    final = a_course(meetings=(Meeting(kind="FI", on=date(2026, 6, 8), starts=time(9), ends=time(12)),))
    term = Term(code="SP26", name="", starts_on=date(2026, 3, 30), ends_on=date(2026, 6, 8))
    assert isinstance(times_do_not_conflict(at_nine(held=(final,), term=term)), TimeConflict)
    before = replace(term, ends_on=date(2026, 6, 5))
    assert times_do_not_conflict(at_nine(held=(final,), term=before)) == Met("time-conflict")


@pytest.mark.parametrize("about", [{"rules": Rules()}, {"user": None}, {"course": None}])
def test_conflicts_are_refused_only_where_the_rules_insist_and_to_students(about):
    assert times_do_not_conflict(at_nine(held=(clashing(),), **about)) is None


def asking(units, *held, **about):
    courses = tuple(a_course(units=text) for text in held)
    return an_attempt(**{"course": a_course(units=units), "held": courses, "rules": Rules(most_units=22)} | about)


@pytest.mark.parametrize(("units", "allowed"), [("3.99", True), ("4", True), ("4.01", False), ("4–8", True)])
def test_a_student_holds_at_most_the_units_of_the_term(units, allowed):
    finding = units_stay_within_limit(asking(units, "12", "2 or 4", "4"))
    expected = UnitLimit(limit=22, held=18, asked=float(units[:4].rstrip("–8")))
    assert finding == (Met("unit-limit") if allowed else expected)


def test_what_is_asked_for_as_well_counts_and_another_term_does_not():
    together, elsewhere = a_course(units="4"), a_course(units="20", term="FA26")
    attempt = asking("4", "16", together=(together,))
    assert units_stay_within_limit(attempt) == UnitLimit(limit=22, held=20, asked=4)
    assert units_stay_within_limit(replace(attempt, together=(elsewhere,))) == Met("unit-limit")


@pytest.mark.parametrize("units", ["", "0", "0–4"])
def test_a_course_that_adds_no_units_is_never_too_much(units):
    assert units_stay_within_limit(asking(units, "23")) == Met("unit-limit")


@given(st.lists(st.integers(0, 2000), min_size=1, max_size=6), st.integers(-1, 1))
@example([10, 20], 0)
def test_units_are_added_as_decimals_are(hundredths, beyond):
    limit = max(0, sum(hundredths) + beyond)
    asked, *held = [f"{n / 100:.2f}" for n in hundredths]
    finding = units_stay_within_limit(asking(asked, *held, rules=Rules(most_units=limit / 100)))
    too_many = bool(hundredths[0]) and Fraction(sum(hundredths), 100) > Fraction(limit, 100)
    assert isinstance(finding, UnitLimit) is too_many


def a_pass(cap, opens=-DAY, closes=DAY, group=EVERYBODY):
    return GroupWindow(group=group, opens=NOON + opens, closes=NOON + closes, most_units=cap)


@pytest.mark.parametrize(("cap", "allowed"), [(None, True), (12, True), (11.5, False)])
def test_nor_more_than_the_pass_the_student_registers_in(cap, allowed):
    finding = units_stay_within_limit(asking("4", "8", rules=Rules(most_units=22, windows=(a_pass(cap),))))
    limit = UnitLimit(limit=11.5, held=8, asked=4, group="everybody")
    assert finding == (Met("unit-limit") if allowed else limit)


def test_a_cap_says_from_when_on_there_is_room():
    now, too_small, next_week = a_pass(11.5), a_pass(11.9, DAY, 2 * DAY), a_pass(12, 7 * DAY, 8 * DAY)
    rules = Rules(windows=(now, next_week, too_small), open_registration=NOON + 9 * DAY)
    for windows, until in (((now, next_week, too_small), 7 * DAY), ((now, too_small), 9 * DAY)):
        reason = units_stay_within_limit(asking("4", "8", rules=replace(rules, windows=windows)))
        assert reason.until == reason.changes_at == NOON + until


def test_the_limit_of_the_term_is_named_where_no_pass_would_make_room():
    rules = Rules(most_units=22, windows=(a_pass(11.5),), open_registration=NOON + DAY)
    assert units_stay_within_limit(asking("4", "20", rules=rules)) == UnitLimit(limit=22, held=20, asked=4)


@pytest.mark.parametrize(("opens", "capped"), [(INSTANT, True), (timedelta(), False)])
def test_from_open_registration_on_caps_hold_no_longer(opens, capped):
    rules = Rules(windows=(a_pass(11.5),), open_registration=NOON + opens)
    assert bool(units_stay_within_limit(asking("4", "8", rules=rules))) is capped


def test_of_several_passes_that_are_open_the_most_generous_counts():
    rules = Rules(windows=(a_pass(11.5), a_pass(16, group=Group(name="seniors", students=frozenset({"s"})))))
    attempt = asking("4", "8", rules=rules)
    assert units_stay_within_limit(attempt).limit == 11.5
    senior = replace(attempt, user=replace(attempt.user, email="s"))
    assert units_stay_within_limit(senior) == Met("unit-limit")


@pytest.mark.parametrize("about", [{"rules": Rules()}, {"user": None}, {"course": None}])
def test_without_a_limit_or_a_student_nothing_is_asked(about):
    assert units_stay_within_limit(asking("400", "400", **about)) is None
