"""The policies about what comes before a course, along with it, instead of it, and again."""

from dataclasses import replace
from datetime import date

import pytest

from enrollment.domain.academic_record import AcademicRecord, CompletedItem, ItemKind
from enrollment.domain.catalog import Term
from enrollment.domain.notation import parse
from enrollment.domain.policies.requirements import (
    corequisites_are_met,
    may_be_repeated,
    nothing_excludes_it,
    prerequisites_are_met,
)
from enrollment.domain.reasons import CorequisiteMissing, ExcludedBy, Lack, PrerequisiteMissing, RepeatLimit
from enrollment.domain.requirements import Passed
from enrollment.domain.rules import RepeatRule, Rules
from enrollment.domain.verdict import Met
from tests.support.build import a_course, an_attempt

POLICIES = [prerequisites_are_met, corequisites_are_met, nothing_excludes_it, may_be_repeated]
EQUIVALENT = (frozenset({"MATH 10A", "MATH 20A"}),)
each_policy = pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.__name__)


def passed(code, grade="B", **about):
    return CompletedItem(code=code, grade=grade, **{"term": "FA25"} | about)


def in_progress(code, term="FA25"):
    return CompletedItem(code=code, term=term, in_progress=True)


def attempt(*completed, code="MATH 20B", held=(), together=(), expected=(), **rules):
    """An attempt in SP26 of a student with that record; other courses are codes, or code and term."""

    def courses(named):
        pairs = [(one, "SP26") if isinstance(one, str) else one for one in named]
        return tuple(a_course(code=code, term=term) for code, term in pairs)

    return an_attempt(
        course=a_course(code=code, term="SP26"),
        record=AcademicRecord(completed=completed),
        held=courses(held),
        together=courses(together),
        expected=courses(expected),
        rules=Rules(**rules),
    )


def before(text, *completed, **about):
    return prerequisites_are_met(attempt(*completed, prerequisite=parse(text), **about))


def along(text, *completed, **about):
    return corequisites_are_met(attempt(*completed, corequisite=parse(text), **about))


def besides(*completed, **about):
    return nothing_excludes_it(attempt(*completed, **{"excluded": frozenset({"MATH 10B"})} | about))


def again(most_attempts, only_below, *completed, **about):
    rule = RepeatRule(most_attempts=most_attempts, only_below=only_below)
    return may_be_repeated(attempt(*completed, code="MATH 20A", repeat=rule, **about))


@each_policy
def test_a_course_without_rules_asks_nothing(policy):
    assert policy(attempt(passed("MATH 20A"))) is None


@each_policy
@pytest.mark.parametrize("nobody", [{"user": None}, {"course": None}])
def test_nothing_can_be_said_about_a_stranger_nor_about_no_course(policy, nobody):
    rules = Rules(
        prerequisite=parse("A"), corequisite=parse("B"), excluded=frozenset("C"), repeat=RepeatRule(most_attempts=0)
    )
    assert policy(an_attempt(rules=rules, **nobody)) is None


@pytest.mark.parametrize(("grade", "lacks"), [("B", False), ("B-", False), ("C+", True), ("P", True), (None, True)])
def test_a_prerequisite_is_passed_with_the_grade_it_takes(grade, lacks):
    reason = PrerequisiteMissing(
        requirement="MATH 20A at least B-",
        lacking=(Lack(item="MATH 20A", needs="B-", has=grade),),
        ways=(("MATH 20A",),),
    )
    met = Met("prerequisite-missing", by=("MATH 20A",))
    assert before("MATH 20A at least B-", passed("MATH 20A", grade)) == (reason if lacks else met)


def test_the_better_of_two_attempts_counts():
    twice = passed("MATH 20A", "F", term="FA24"), passed("MATH 20A", "B")
    assert before("MATH 20A", *twice) == Met("prerequisite-missing", by=("MATH 20A",))


def test_what_is_met_already_is_neither_lacking_nor_among_the_ways():
    reason = before("MATH 20A and (CSE 8A or CSE 11) and (MATH 18 or CSE 8A)", passed("MATH 20A"))
    assert reason.ways == (("CSE 8A",), ("CSE 11", "MATH 18"))
    assert [lack.item for lack in reason.lacking] == ["CSE 8A", "CSE 11", "MATH 18"]


@pytest.mark.parametrize(
    ("completed", "held", "conditional"),
    [
        ([in_progress("MATH 20A")], [], True),
        ([in_progress("MATH 20A", term="")], [], True),
        ([in_progress("MATH 20A", term="SP26")], [], False),
        ([], [("MATH 20A", "WI26")], True),
        ([], ["MATH 20A"], False),
        ([passed("MATH 20A", "F", term="WI26")], [("MATH 20A", "WI26")], False),
        ([passed("MATH 20A", "F", term="FA25")], [("MATH 20A", "WI26")], True),
    ],
)
def test_a_prerequisite_in_progress_in_another_term_is_met_on_condition(completed, held, conditional):
    found = before("MATH 20A at least C", *completed, held=held)
    if conditional:
        assert found == Met("prerequisite-missing", by=("MATH 20A",), conditional=("MATH 20A",))
    else:
        assert isinstance(found, PrerequisiteMissing)


SPRING = Term(code="SP26", name="Spring", starts_on=date(2026, 3, 30), ends_on=date(2026, 6, 12))


def a_term(ends_on, starts_on=date(2026, 1, 5)):
    return Term(code="X26", name="", starts_on=starts_on, ends_on=ends_on)


@pytest.mark.parametrize(
    ("term", "other", "in_time"),
    [
        (SPRING, a_term(date(2026, 3, 29)), True),
        (SPRING, a_term(date(2026, 3, 30)), False),
        (SPRING, a_term(date(2026, 12, 11), date(2026, 9, 24)), False),
        (SPRING, a_term(None), True),
        (replace(SPRING, starts_on=None), a_term(date(2026, 12, 11)), True),
        (None, a_term(date(2026, 12, 11)), True),
    ],
)
@pytest.mark.parametrize("rule", ["prerequisite", "corequisite"])
@pytest.mark.parametrize("asked", [{"held": [("MATH 20A", "X26")]}, {"completed": [in_progress("MATH 20A", "X26")]}])
def test_what_is_in_progress_counts_if_its_term_may_be_over_before_the_course_begins(term, other, in_time, rule, asked):
    about = {rule: Passed("MATH 20A"), "held": asked.get("held", ())}
    known = replace(attempt(*asked.get("completed", ()), **about), term=term, terms=(other,))
    found = (prerequisites_are_met if rule == "prerequisite" else corequisites_are_met)(known)
    assert isinstance(found, Met) is in_time


def test_a_term_that_is_not_known_may_be_an_earlier_one():
    later = a_term(date(2026, 12, 11))
    known = replace(attempt(prerequisite=Passed("MATH 20A"), held=[("MATH 20A", "Y26")]), term=SPRING, terms=(later,))
    assert prerequisites_are_met(known).conditional == ("MATH 20A",)


def test_of_two_seats_the_one_in_time_counts():
    later, held = a_term(date(2026, 12, 11)), [("MATH 20A", "X26"), ("MATH 20A", "WI26")]
    for seats in (held, held[::-1]):
        known = replace(attempt(prerequisite=Passed("MATH 20A"), held=seats), term=SPRING, terms=(later,))
        assert prerequisites_are_met(known).conditional == ("MATH 20A",)


def test_what_is_asked_for_together_comes_too_late_for_a_prerequisite():
    assert isinstance(before("MATH 20A", together=["MATH 20A"]), PrerequisiteMissing)


def test_what_is_passed_is_better_than_what_is_in_progress():
    found = before("MATH 20A or CSE 11", in_progress("MATH 20A"), passed("CSE 11"))
    assert found == Met("prerequisite-missing", by=("CSE 11",))


@pytest.mark.parametrize(
    ("text", "unknown", "ways"),
    [
        ('prose "portfolio"', True, ()),
        ('CSE 11 or prose "portfolio"', True, (("CSE 11",),)),
        ('CSE 11 and prose "portfolio"', False, (("CSE 11",),)),
        ('MATH 20A and prose "portfolio"', True, ()),
    ],
)
def test_prose_is_judged_by_a_person_unless_the_rest_decides(text, unknown, ways):
    reason = before(text, passed("MATH 20A"))
    assert (reason.is_unknown, reason.ways) == (unknown, ways)


def test_prose_is_not_asked_about_once_something_else_is_enough():
    assert before('MATH 20A or prose "portfolio"', passed("MATH 20A")) == Met("prerequisite-missing", by=("MATH 20A",))


def test_an_equivalent_meets_a_prerequisite():
    found = before("MATH 20A", passed("MATH 10A"), equivalents=EQUIVALENT)
    assert found == Met("prerequisite-missing", by=("MATH 10A",))


@pytest.mark.parametrize(
    "about",
    [
        {"held": ["MATH 20A"]},
        {"together": ["MATH 20A"]},
        {"expected": ["MATH 20A"]},
        {"held": ["MATH 10A"], "equivalents": EQUIVALENT},
    ],
)
def test_a_corequisite_is_held_in_the_same_term_or_asked_for_together(about):
    found = along("MATH 20A at least B", **about)
    assert isinstance(found, Met)
    assert not found.conditional


def test_a_corequisite_on_record_as_in_progress_in_the_same_term_is_taken_along():
    assert along("MATH 20A", in_progress("MATH 20A", term="SP26")) == Met("corequisite-missing", by=("MATH 20A",))


def test_a_corequisite_may_have_been_passed_already():
    assert along("MATH 20A", passed("MATH 20A")) == Met("corequisite-missing", by=("MATH 20A",))
    assert isinstance(along("MATH 20A", passed("MATH 20A", "F")), CorequisiteMissing)


def test_a_corequisite_in_progress_in_another_term_is_met_on_condition():
    assert along("MATH 20A", held=[("MATH 20A", "WI26")]).conditional == ("MATH 20A",)


def test_a_missing_corequisite_names_the_ways():
    reason = along("(CSE 8A or CSE 11) and MATH 20A", held=["MATH 20A"])
    requirement = "(CSE 8A or CSE 11) and MATH 20A"
    assert reason == CorequisiteMissing(requirement=requirement, ways=(("CSE 8A",), ("CSE 11",)))


def test_a_corequisite_in_prose_is_unknown():
    assert along('prose "the lab"') == CorequisiteMissing(requirement='prose "the lab"', unknown=True)


@pytest.mark.parametrize(
    ("completed", "about", "found"),
    [
        ([], {}, Met("excluded-by")),
        ([passed("MATH 10B", "D-")], {}, ExcludedBy(passed=("MATH 10B",))),
        ([passed("MATH 10B", "F")], {}, Met("excluded-by")),
        ([in_progress("MATH 10B")], {}, ExcludedBy(held=("MATH 10B",))),
        ([], {"held": [("MATH 10B", "WI26")]}, ExcludedBy(held=("MATH 10B",))),
        ([], {"held": ["MATH 10B"]}, ExcludedBy(held=("MATH 10B",))),
        ([], {"together": ["MATH 10B"]}, ExcludedBy(held=("MATH 10B",))),
        ([passed("MATH 10B", "F", term="WI26")], {"held": [("MATH 10B", "WI26")]}, Met("excluded-by")),
        ([passed("MATH 10B")], {"held": ["MATH 10B"]}, ExcludedBy(passed=("MATH 10B",))),
        ([passed("MATH 9")], {"equivalents": (frozenset({"MATH 9", "MATH 10B"}),)}, ExcludedBy(passed=("MATH 9",))),
    ],
)
def test_what_excludes_a_course_has_been_passed_or_is_being_taken(completed, about, found):
    assert besides(*completed, **about) == found


def test_the_course_itself_never_excludes_itself():
    about = {"excluded": frozenset({"MATH 10B", "MATH 20B"}), "equivalents": (frozenset({"MATH 10B", "MATH 20B"}),)}
    assert besides(passed("MATH 20B"), **about) == Met("excluded-by")


@pytest.mark.parametrize(
    ("most", "attempts", "found"),
    [
        (2, 0, None),
        (2, 1, Met("repeat-limit")),
        (2, 2, RepeatLimit(attempts=2, most_attempts=2, best="F")),
        (2, 3, RepeatLimit(attempts=3, most_attempts=2, best="F")),
        (None, 9, Met("repeat-limit")),
    ],
)
def test_a_course_is_taken_no_more_often_than_the_rule_says(most, attempts, found):
    assert again(most, None, *(passed("MATH 20A", "F", term=f"T{n}") for n in range(attempts))) == found


@pytest.mark.parametrize(
    ("grade", "stands"),
    [("B", True), ("C", True), ("C-", False), ("F", False), ("W", False), ("P", False)],
)
def test_a_course_is_taken_again_only_after_a_grade_below(grade, stands):
    best = grade if grade not in ("W", "P") else None
    reason = RepeatLimit(attempts=1, best=best, only_below="C")
    assert again(None, "C", passed("MATH 20A", grade)) == (reason if stands else Met("repeat-limit"))


def test_a_pass_without_a_grade_is_no_failure():
    reason = RepeatLimit(attempts=1, only_below="D-")
    assert again(None, "D-", passed("MATH 20A", "P")) == reason


def test_the_best_grade_counts_not_the_last():
    twice = passed("MATH 20A", "B", term="FA24"), passed("MATH 20A", "F")
    assert again(None, "C", *twice) == RepeatLimit(attempts=2, best="B", only_below="C")


@pytest.mark.parametrize(
    ("completed", "held", "attempts"),
    [
        ([passed("MATH 10A")], [], 1),
        ([passed("MATH 20A", kind=ItemKind.TEST)], [], 0),
        ([passed("MATH 20A", kind=ItemKind.TRANSFER)], [], 0),
        ([in_progress("MATH 20A")], [("MATH 20A", "FA25")], 1),
        ([passed("MATH 20A")], [("MATH 20A", "FA25")], 1),
        ([], [("MATH 20A", "WI26"), ("MATH 20A", "WI26")], 1),
        ([], ["MATH 20A"], 0),
        ([], ["MATH 10A"], 1),
    ],
)
def test_an_attempt_is_a_course_or_an_equivalent_in_one_term(completed, held, attempts):
    """A limit of that many attempts is reached, and one of one more is not."""
    about = {"held": held, "equivalents": EQUIVALENT}
    assert isinstance(again(attempts, None, *completed, **about), RepeatLimit)
    assert not isinstance(again(attempts + 1, None, *completed, **about), RepeatLimit)


def test_a_grade_still_to_come_makes_the_answer_conditional():
    assert again(None, "C", in_progress("MATH 20A")) == Met("repeat-limit", conditional=("MATH 20A",))
