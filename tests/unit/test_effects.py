"""The checker of effects finds what was lost, doubled or invented on the way from a message to a letter."""

from dataclasses import replace

import pytest

from tests.support.effects import Mail, violations

ONE = Mail(id="m1", state="accepted", ambiguous=0)
UNSURE = Mail(id="m1", state="accepted", ambiguous=1)
GIVEN_UP = Mail(id="m1", state="expired", ambiguous=2)
REFUSED = Mail(id="m1", state="bounced", ambiguous=0)
GOOD = {
    "nothing happened": ([], [], [], []),
    "one of each": (["m1"], ["m1"], [ONE], ["m1"]),
    "twice, and it is known that it may be": (["m1"], ["m1"], [UNSURE], ["m1", "m1"]),
    "once, though it might have been twice": (["m1"], ["m1"], [UNSURE], ["m1"]),
}
BAD = {
    "lost, not handled": (["m1"], [], [ONE], ["m1"]),
    "lost, no delivery": (["m1"], ["m1"], [], []),
    "lost, no letter": (["m1"], ["m1"], [ONE], []),
    "unfinished": (["m1"], ["m1"], [Mail(id="m1", state="waiting", ambiguous=0)], ["m1"]),
    "unfinished, given up and perhaps there": (["m1"], ["m1"], [GIVEN_UP], ["m1", "m1"]),
    "unfinished, refused": (["m1"], ["m1"], [REFUSED], ["m1"]),
    "doubled": (["m1"], ["m1"], [ONE], ["m1", "m1"]),
    "doubled, once more than can be explained": (["m1"], ["m1"], [UNSURE], ["m1"] * 3),
    "invented, handled twice": (["m1"], ["m1", "m1"], [ONE], ["m1"]),
    "invented, a letter": (["m1"], ["m1"], [ONE], ["m1", "m2"]),
    "invented, a delivery": (["m1"], ["m1"], [ONE, replace(ONE, id="m2")], ["m1", "m2"]),
}


@pytest.mark.parametrize("case", GOOD)
def test_what_can_be_is_passed_over(case):
    assert list(violations(*GOOD[case])) == []


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_is_named(case):
    assert {line.partition(":")[0] for line in violations(*BAD[case])} == {case.partition(",")[0]}
