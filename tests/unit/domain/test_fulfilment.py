"""How far a requirement is met, beside an oracle that tries every future."""

from copy import deepcopy
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrollment.domain.academic_record import CompletedItem, ItemKind
from enrollment.domain.fulfilment import evaluate
from enrollment.domain.notation import parse
from enrollment.domain.requirements import AllOf, AnyOf, Passed, Prose, Result, passes_asked
from enrollment.domain.rules import Rules
from enrollment.domain.transcript import Transcript

ITEMS = ["A", "B", "C", "D"]
GRADES = [None, "A", "B-", "C", "D-", "F", "P", "W"]
LEAVES = st.builds(Passed, st.sampled_from(ITEMS), st.sampled_from([None, "B-", "D-"])) | st.just(Prose("portfolio"))
TREES = st.recursive(
    LEAVES,
    lambda parts: st.builds(lambda kind, some: kind(tuple(some)), st.sampled_from([AllOf, AnyOf]), st.lists(parts)),
)
RECORDS = st.lists(
    st.builds(CompletedItem, code=st.sampled_from(ITEMS), grade=st.sampled_from(GRADES), in_progress=st.booleans()),
    max_size=6,
)
EQUIVALENTS = st.sampled_from([(), (frozenset("AB"),), (frozenset("AB"), frozenset("BC"))])


def holds(tree, passes, prose):
    """Whether a tree of yes and no is true, given which leaves are."""
    match tree:
        case AllOf(parts):
            return all(holds(part, passes, prose) for part in parts)
        case AnyOf(parts):
            return any(holds(part, passes, prose) for part in parts)
        case Prose():
            return prose
    return passes(tree)


def oracle(tree, record, rules):
    """Try what may become of everything that is not settled; the best that is certain under the least assumption."""

    def passes(ends_well):
        return lambda leaf: any(
            item.code in rules.counting_as(leaf.item)
            and (ends_well if item.in_progress else rules.grades.is_pass(item.grade, leaf.at_least))
            for item in record
        )

    futures = {(well, prose): holds(tree, passes(well), prose) for well, prose in product([False, True], repeat=2)}
    if futures[False, False]:
        return Result.MET
    if futures[True, False]:
        return Result.CONDITIONAL
    return Result.UNKNOWN if futures[True, True] else Result.NOT_MET


@given(TREES, RECORDS, EQUIVALENTS)
def test_it_is_met_exactly_when_the_oracle_says_so(tree, record, equivalents):
    rules = Rules(equivalents=equivalents)
    found = evaluate(tree, Transcript.of(record, rules).fulfils)
    assert found.result == oracle(tree, record, rules)


@given(TREES, RECORDS, EQUIVALENTS, st.frozensets(st.sampled_from(ITEMS)), st.frozensets(st.sampled_from(ITEMS)))
def test_a_requirement_is_met_as_its_items_are_one_by_one(tree, record, equivalents, seats, along):
    """What is found by what there is of it, and remembered, is what asking for each item gives."""
    transcript = replace(Transcript.of(record, Rules(equivalents=equivalents)), seats=seats, along=along)
    found = evaluate(tree, transcript.fulfils)
    for _ in range(2):
        assert transcript.meets(tree) == found
    if found.remains is not None:
        asked = dict.fromkeys(passes_asked(found.remains))
        assert transcript.lacks(found.remains) == tuple(map(transcript.lack, asked))


@given(TREES, TREES)
def test_trees_are_looked_up_by_value(one, other):
    again = deepcopy(one)
    assert again == one
    assert hash(again) == hash(one)
    assert (one == other) == (repr(one) == repr(other))
    assert AllOf((one,)) != AnyOf((one,))


def test_what_remains_of_a_tree_of_which_nothing_is_met_is_the_tree_itself():
    tree = parse("A and (B or (C and D))")
    assert evaluate(tree, Transcript.of((), Rules()).fulfils).remains is tree


@given(TREES, RECORDS)
def test_something_remains_exactly_when_it_is_neither_met_nor_conditional(tree, record):
    found = evaluate(tree, Transcript.of(record, Rules()).fulfils)
    assert (found.remains is None) == (found.result >= Result.CONDITIONAL)
    assert found.remains or bool(found.conditional) == (found.result is Result.CONDITIONAL)


@given(TREES, RECORDS)
def test_what_remains_asks_for_nothing_the_student_has(tree, record):
    transcript = Transcript.of(record, Rules())
    found = evaluate(tree, transcript.fulfils)
    for asked in passes_asked(found.remains) if found.remains else ():
        assert transcript.fulfils(asked).result is Result.NOT_MET


@given(TREES, RECORDS)
def test_the_evidence_alone_gives_the_same_answer(tree, record):
    transcript = Transcript.of(record, Rules())
    found = evaluate(tree, transcript.fulfils)
    if found.remains is None:
        again = Transcript.of([item for item in record if item.code in found.by], Rules())
        assert evaluate(tree, again.fulfils).result == found.result


@pytest.mark.parametrize(
    ("grade", "at_least", "result"),
    [
        ("B", "B-", Result.MET),
        ("B-", "B-", Result.MET),
        ("C+", "B-", Result.NOT_MET),
        ("D-", None, Result.MET),
        ("F", None, Result.NOT_MET),
        ("F", "F", Result.NOT_MET),
        ("P", None, Result.MET),
        ("P", "D-", Result.MET),
        ("P", "D", Result.NOT_MET),
        (None, None, Result.MET),
        (None, "C", Result.NOT_MET),
        ("W", None, Result.NOT_MET),
        ("A", "5*", Result.UNKNOWN),
    ],
)
def test_a_grade_is_enough_or_it_is_not(grade, at_least, result):
    transcript = Transcript.of([CompletedItem(code="MATH 20A", grade=grade)], Rules())
    assert transcript.fulfils(Passed("MATH 20A", at_least)).result is result


def test_a_grade_nobody_knows_matters_only_to_whom_has_something_to_judge():
    assert Transcript.of([], Rules()).fulfils(Passed("MATH 20A", "5*")).result is Result.NOT_MET


@pytest.mark.parametrize("kind", list(ItemKind))
def test_tests_and_transfers_count_as_what_they_are_named(kind):
    transcript = Transcript.of([CompletedItem(code="AP CALCULUS BC", kind=kind)], Rules())
    assert transcript.fulfils(Passed("AP CALCULUS BC")).by == ("AP CALCULUS BC",)


def test_an_equivalent_course_counts_and_is_named_as_the_evidence():
    rules = Rules(equivalents=(frozenset({"MATH 10A", "MATH 20A"}),))
    transcript = Transcript.of([CompletedItem(code="MATH 10A", grade="B")], rules)
    assert transcript.fulfils(Passed("MATH 20A", "B-")).by == ("MATH 10A",)


def test_equivalence_goes_no_further_than_one_set():
    rules = Rules(equivalents=(frozenset("AB"), frozenset("BC")))
    assert Transcript.of([CompletedItem(code="A")], rules).fulfils(Passed("C")).result is Result.NOT_MET


@pytest.mark.parametrize(
    ("grades", "best"), [((), None), (("F", "C"), "C"), (("F", "P"), "P"), (("W",), "W"), (("W", "F"), "F")]
)
def test_the_best_of_several_grades_is_what_a_student_has(grades, best):
    transcript = Transcript.of([CompletedItem(code="MATH 20A", grade=grade) for grade in grades], Rules())
    assert transcript.lack(Passed("MATH 20A", "B-")).has == best
