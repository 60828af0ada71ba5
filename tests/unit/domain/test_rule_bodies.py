"""What a scope says as JSON text, and back."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given

from enrollment.domain.groups import Group
from enrollment.domain.pools import Pool
from enrollment.domain.requirements import AllOf, AnyOf, Passed, Prose
from enrollment.domain.rule_bodies import body_of, rules_in, said_in
from enrollment.domain.rules import NO_RULES, GroupWindow, Rules
from tests.support.rules import SAID, anything_said


@given(anything_said)
def test_text_and_back_is_the_same(said):
    assert said_in(body_of(said)) == said


@given(anything_said)
def test_the_same_said_in_another_order_is_the_same_text(said):
    assert body_of(dict(reversed(said.items()))) == body_of(said)


def test_what_is_as_usual_is_left_out():
    opens = datetime(2026, 2, 1, 16, tzinfo=UTC)
    seniors = Group(name="Seniors", standings=frozenset({"senior"}))

    body = body_of({"windows": (GroupWindow(group=seniors, opens=opens),), "pools": (Pool(group=seniors, seats=3),)})

    group = {"name": "Seniors", "standings": ["senior"]}
    assert json.loads(body) == {
        "pools": [{"group": group, "seats": 3}],
        "windows": [{"group": group, "opens": "2026-02-01T16:00:00+00:00"}],
    }


def test_a_requirement_is_a_tree():
    needs = AllOf((Passed("A", "C-"), AnyOf((Passed("B"), Prose("or so")))))

    assert json.loads(body_of({"prerequisite": needs}))["prerequisite"] == {
        "all": [{"passed": "A", "at_least": "C-"}, {"any": [{"passed": "B"}, {"prose": "or so"}]}]
    }


@pytest.mark.parametrize(("bodies", "edition"), [((), 0), (((3, "{}"),), 3), (((3, "{}"), (2, "{}")), 3)])
def test_the_edition_of_the_rules_is_that_of_the_latest_set(bodies, edition):
    assert rules_in(bodies) == Rules(edition=edition)


def test_the_rules_of_a_course_come_from_the_texts_of_its_scopes():
    rules = rules_in(tuple((edition, body_of(said)) for edition, said in enumerate(SAID.values(), 1)))

    assert rules == Rules(
        edition=4,
        refuse_conflicts=True,
        most_units=22.0,
        prerequisite=Passed("MATH 10A", "C-"),
        excluded=NO_RULES.excluded,
        consent_of="instructor",
    )
