"""Courses asked for together: judged together, each with an answer of its own."""

from dataclasses import replace
from datetime import time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from enrollment.domain.catalog import CourseStatus, RegistrationWindow
from enrollment.domain.clashes import clashes
from enrollment.domain.meetings import Day, Meeting
from enrollment.domain.policies import decide
from enrollment.domain.requirements import Passed
from enrollment.domain.rules import Rules
from enrollment.domain.submission import Mode, judge
from enrollment.domain.what_if import when_it_opens
from tests.support.build import NOON, a_course, a_student, an_attempt

ADA = a_student()


def at(hour, *days, **about):
    """A course of four units that meets for an hour."""
    meeting = Meeting(kind="LE", days=days or (Day.MONDAY,), starts=time(hour), ends=time(hour, 50))
    return a_course(**{"meetings": (meeting,), "units": "4"} | about)


def asking(course, **rules):
    return an_attempt(user=ADA, course=course, rules=Rules(**{"refuse_conflicts": True, "most_units": 12} | rules))


def codes(attempts, mode):
    return [[reason.code for reason in verdict.reasons] for verdict in judge(attempts, mode)]


@pytest.mark.parametrize("mode", Mode)
def test_what_nothing_stands_against_is_granted_and_nothing_asked_for_is_nothing(mode):
    assert codes([asking(at(9)), asking(at(10)), asking(at(11))], mode) == [[], [], []]
    assert judge([], mode) == ()


def test_of_two_at_the_same_time_the_first_is_granted_or_neither():
    attempts = [asking(at(9)), asking(at(9))]
    assert codes(attempts, Mode.BEST_EFFORT) == [[], ["time-conflict"]]
    assert codes(attempts, Mode.ALL_OR_NOTHING) == [["time-conflict"], ["time-conflict"]]


def test_of_two_sections_of_a_course_the_first_is_granted_or_neither():
    attempts = [asking(at(9, section="A01")), asking(at(10, section="A02")), asking(at(11))]
    for order in (attempts, [attempts[1], attempts[0], attempts[2]]):
        assert codes(order, Mode.BEST_EFFORT) == [[], ["other-section-held"], []]
        assert codes(order, Mode.ALL_OR_NOTHING) == [["other-section-held"], ["other-section-held"], []]


def test_of_two_sections_the_second_is_granted_where_the_first_is_refused():
    attempts = [asking(at(9, section="A01", max_participants=0)), asking(at(10, section="A02"))]
    assert codes(attempts, Mode.BEST_EFFORT) == [["course-full"], []]


def test_several_sections_are_granted_where_the_rules_say_so():
    attempts = [asking(at(hour, section=f"A0{hour}"), one_section=False) for hour in (8, 9)]
    for mode in Mode:
        assert codes(attempts, mode) == [[], []]


def test_units_go_to_what_matters_most():
    attempts = [asking(at(hour)) for hour in (9, 10, 11, 12)]
    assert codes(attempts, Mode.BEST_EFFORT) == [[], [], [], ["unit-limit"]]
    assert codes(attempts, Mode.ALL_OR_NOTHING) == [["unit-limit"]] * 4


@pytest.mark.parametrize("mode", Mode)
def test_corequisites_that_ask_for_each_other_are_granted_together(mode):
    lecture, lab = at(9, code="CSE 140"), at(10, code="CSE 140L")
    pair = [asking(lecture, corequisite=Passed("CSE 140L")), asking(lab, corequisite=Passed("CSE 140"))]
    assert codes(pair, mode) == codes(pair[::-1], mode) == [[], []]


def test_with_best_effort_a_corequisite_that_is_refused_takes_the_other_with_it():
    lecture, lab = at(9, code="CSE 140"), at(10, code="CSE 140L", max_participants=0)
    attempts = [asking(lecture, corequisite=Passed("CSE 140L")), asking(lab), asking(at(9))]
    assert codes(attempts, Mode.BEST_EFFORT) == [["corequisite-missing"], ["course-full"], []]


def test_with_all_or_nothing_each_is_judged_as_if_the_others_were_granted():
    lecture, lab = at(9, code="CSE 140"), at(10, code="CSE 140L", max_participants=0)
    pair = [asking(lecture, corequisite=Passed("CSE 140L")), asking(lab)]
    assert codes(pair, Mode.ALL_OR_NOTHING) == [[], ["course-full"]]


def test_a_lecture_and_its_lab_are_linked_in_either_order():
    lecture, lab = at(9, section="LE1"), at(10, section="LA1")
    pair = [asking(lecture, linked=("LE", "LA")), asking(lab, linked=("LE", "LA"))]
    for mode in Mode:
        assert codes(pair, mode) == codes(pair[::-1], mode) == [[], []]
    assert codes(pair[:1], Mode.BEST_EFFORT) == [["corequisite-missing"]]


def test_a_draft_stands_in_nobodys_way_and_is_not_named():
    draft = at(9, status=CourseStatus.DRAFT)
    for mode in Mode:
        first, second = judge([asking(draft), asking(at(9))], mode)
        assert first.reasons[0].code == "course-not-found"
        assert second.allowed


def test_a_submission_may_have_lines_for_different_instants():
    later = NOON + timedelta(days=1)
    window = RegistrationWindow(opens=later)
    attempt = when_it_opens(asking(at(9, registration=window)))
    assert attempt.at == later
    assert judge([asking(at(10)), attempt], Mode.BEST_EFFORT)[1].allowed
    assert when_it_opens(asking(at(9))).at == NOON


COURSES = [f"C {number}" for number in range(6)]


@some.composite
def submissions(draw):
    """Up to six courses, some full, some at the same time, with co-requisites among each other."""
    chosen = draw(some.lists(some.sampled_from(COURSES), unique=True, max_size=6))
    return [
        asking(
            at(draw(some.integers(9, 11)), draw(some.sampled_from(tuple(Day)[:2])), code=code, max_participants=seats),
            corequisite=draw(some.none() | some.builds(Passed, some.sampled_from(COURSES))),
        )
        for code in chosen
        for seats in [draw(some.sampled_from([30, 30, 30, 0]))]
    ]


def granted(attempts, verdicts):
    return [attempt for attempt, verdict in zip(attempts, verdicts, strict=True) if verdict.allowed]


@settings(max_examples=400, deadline=None)
@given(submissions())
def test_whatever_best_effort_grants_could_be_had_all_at_once(attempts):
    got = granted(attempts, judge(attempts, Mode.BEST_EFFORT))
    courses = [attempt.course for attempt in got]
    assert not any(clashes(one, two) for one in courses for two in courses if one is not two)
    assert sum(4 for _ in courses) <= 12
    assert all(verdict.allowed for verdict in judge(got, Mode.ALL_OR_NOTHING))


@settings(max_examples=400, deadline=None)
@given(submissions())
def test_all_or_nothing_allows_all_only_where_best_effort_does(attempts):
    together = all(verdict.allowed for verdict in judge(attempts, Mode.ALL_OR_NOTHING))
    assert together == all(verdict.allowed for verdict in judge(attempts, Mode.BEST_EFFORT))


@settings(max_examples=400, deadline=None)
@given(submissions())
def test_nothing_is_refused_for_the_sake_of_what_matters_less(attempts):
    verdicts = judge(attempts, Mode.BEST_EFFORT)
    for place, verdict in enumerate(verdicts):
        before = granted(attempts[:place], verdicts[:place])
        after_those = replace(attempts[place], together=tuple(attempt.course for attempt in before))
        assert verdict.allowed or not decide(after_those).allowed


@settings(max_examples=200, deadline=None)
@given(submissions())
def test_the_first_line_is_granted_if_it_can_be_had_alone(attempts):
    if attempts and decide(attempts[0]).allowed:
        assert judge(attempts, Mode.BEST_EFFORT)[0].allowed
