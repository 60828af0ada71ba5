"""The smallest sets of items that meet what remains, beside all subsets there are."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrollment.domain.requirements import AllOf, AnyOf, Passed, Prose
from enrollment.domain.ways import MOST_WAYS, ways
from tests.unit.domain.test_fulfilment import holds

ITEMS = "ABCDE"
LEAVES = st.builds(Passed, st.sampled_from(ITEMS))
TREES = st.recursive(
    LEAVES,
    lambda parts: st.builds(
        lambda kind, some: kind(tuple(some)), st.sampled_from([AllOf, AnyOf]), st.lists(parts, min_size=1)
    ),
)
EQUIVALENTS = st.sampled_from([(), (frozenset("AB"),), (frozenset("AB"), frozenset("BC"))])


def an_and_of_ors(*ors):
    return AllOf(tuple(AnyOf(tuple(map(Passed, one))) for one in ors))


def meets(chosen, tree, equivalents=(), prose=False):
    """Whether having these items is enough."""

    def passes(leaf):
        return leaf.item in chosen or any(leaf.item in codes and codes & {*chosen} for codes in equivalents)

    return holds(tree, passes, prose)


@given(TREES, EQUIVALENTS)
def test_the_ways_are_the_smallest_sets_there_are(tree, equivalents):
    named = sorted({leaf for leaf in ITEMS if f"'{leaf}'" in repr(tree)})
    subsets = [{*some} for size in range(6) for some in combinations(named, size)]
    enough = [some for some in subsets if meets(some, tree, equivalents)]
    smallest = [some for some in enough if not any(other < some for other in enough)]

    found = ways(tree, equivalents)

    assert all({*way} in smallest for way in found)
    assert [len(way) for way in found] == sorted(map(len, smallest))[:MOST_WAYS]
    assert len({*map(frozenset, found)}) == len(found)


def test_an_and_of_ten_ors_of_ten_does_not_explode():
    tree = an_and_of_ors(*([f"{row}{column}" for column in range(10)] for row in "ABCDEFGHIJ"))
    found = ways(tree)
    assert len(found) == MOST_WAYS
    assert found[0] == tuple(f"{row}0" for row in "ABCDEFGHIJ")
    assert all(len(way) == 10 and meets(way, tree) for way in found)


def test_where_sets_were_passed_over_none_returned_has_an_item_too_many():
    rows = [[f"{row}{column}" for column in range(60)] + ["Z"] for row in "ABCDEF"]
    tree = an_and_of_ors(*rows)
    for way in ways(tree):
        assert meets(way, tree)
        assert not any(meets({*way} - {item}, tree) for item in way)


@pytest.mark.parametrize("levels", [1, 5, 9])
def test_alternation_does_not_explode(levels):
    tree, kind = Passed("X"), AllOf
    for level in range(levels):
        kind = AnyOf if kind is AllOf else AllOf
        tree = kind((tree, Passed(f"A{level}"), Passed(f"B{level}"), tree))
    assert all(meets(way, tree) for way in ways(tree))


@pytest.mark.parametrize(
    ("tree", "found"),
    [
        (Passed("A"), (("A",),)),
        (Prose("portfolio"), ()),
        (AnyOf((Passed("A"), Prose("portfolio"))), (("A",),)),
        (AllOf((Passed("A"), Prose("portfolio"))), (("A",),)),
        (an_and_of_ors("AB", "AC"), (("A",), ("B", "C"))),
        (AnyOf(()), ()),
    ],
)
def test_prose_is_met_by_no_item(tree, found):
    assert ways(tree) == found


def test_one_of_two_equivalents_is_enough():
    tree = AllOf((Passed("A"), Passed("B")))
    assert ways(tree, (frozenset("AB"),)) == (("A",), ("B",))
