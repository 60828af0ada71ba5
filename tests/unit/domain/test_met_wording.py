"""Every rule that is met in words."""

import ast
import inspect
import pkgutil
from datetime import timedelta
from importlib import import_module
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from enrollment.domain import policies
from enrollment.domain.identifiers import PermitId
from enrollment.domain.permits import PERMITTABLE, Permit
from enrollment.domain.reasons import REASONS, RegistrationNotOpen, UnitLimit
from enrollment.domain.verdict import Met
from enrollment.domain.wording import in_words, met_in_words
from enrollment.domain.wording.met import MET, PERMITTED
from tests.support.build import NOON

PERMIT = Permit(id=PermitId(UUID(int=1)), codes=PERMITTABLE, granted_by="Dr Hopper")


def codes_returned_as_met():
    """Every code some policy makes a Met of, as its source says: ``Met(SomeReason.code, …)``; permits not counted."""
    for found in pkgutil.iter_modules(policies.__path__, f"{policies.__name__}."):
        module = import_module(found.name)
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and _is_met_by_itself(node):
                yield getattr(module, node.args[0].value.id).code


def _is_met_by_itself(call):
    return call.func.id == "Met" and all(keyword.arg != "permit" for keyword in call.keywords)


def test_every_rule_a_policy_may_find_met_has_words():
    returned = set(codes_returned_as_met())
    assert "time-conflict" in returned
    assert returned <= set(MET)


def test_every_rule_a_permit_may_set_aside_has_words():
    assert set(PERMITTED) == PERMITTABLE


def test_words_are_of_rules_there_are():
    assert set(MET) | set(PERMITTED) <= set(REASONS)


@pytest.mark.parametrize("code", sorted(MET))
@pytest.mark.parametrize("by", [(), ("MATH 20A",), ("MATH 20A", "MATH 20B")])
@pytest.mark.parametrize("conditional", [(), ("CSE 11",), ("CSE 11", "CSE 12")])
def test_a_rule_that_is_met_is_a_sentence_that_names_what_it_is_met_by(code, by, conditional):
    words = met_in_words(Met(code, by=by, conditional=conditional))
    assert words[0].isupper()
    assert words.endswith(".")
    assert all(item in words for item in (*by, *conditional))
    assert "None" not in words


@pytest.mark.parametrize(
    ("met", "words"),
    [
        (Met("prerequisite-missing", by=("MATH 20A",)), "You meet the prerequisite: MATH 20A."),
        (
            Met("prerequisite-missing", by=("CSE 11",), conditional=("MATH 20A", "MATH 20B")),
            "You meet the prerequisite: CSE 11, if you pass MATH 20A and MATH 20B, which are in progress.",
        ),
        (Met("registration-not-open", by=("seniors",)), "It is your time to register: seniors."),
        (Met("consent-required", permit=PERMIT), "You have the consent it takes, by permit of Dr Hopper."),
    ],
)
def test_it_says_this(met, words):
    assert met_in_words(met) == words


@pytest.mark.parametrize("code", sorted(PERMITTED))
def test_a_rule_set_aside_says_by_whose_permit(code):
    assert met_in_words(Met(code, permit=PERMIT)).endswith(", by permit of Dr Hopper.")


@pytest.mark.parametrize(
    ("reason", "message", "remedy"),
    [
        (UnitLimit(limit=22, held=20, asked=4), "the most is 22 in a term.", "Drop another course, or ask the"),
        (
            UnitLimit(limit=11.5, held=8, asked=4, group="seniors", until=NOON + timedelta(days=1)),
            "the most is 11.5 now (seniors).",
            "Drop another course, or come back on Tue 3 Mar 2026, 04:00 PST.",
        ),
        (RegistrationNotOpen(NOON, "seniors"), "Registration opens for you (seniors) on Mon 2 Mar 2026", "Come back"),
        (RegistrationNotOpen(None), "You have no registration time for this course.", "Ask the registrar when"),
    ],
)
def test_limits_and_times_of_a_pass_are_told_as_such(reason, message, remedy):
    words = in_words(reason, ZoneInfo("America/Los_Angeles"))
    assert message in words.message
    assert words.remedy.startswith(remedy)
