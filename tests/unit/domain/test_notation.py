"""The notation of requirements: what is written is read back, and what cannot be read is said where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrollment.domain.errors import RequirementUnreadable
from enrollment.domain.notation import DEEPEST, MOST_CHARACTERS, MOST_ITEMS, parse, written
from enrollment.domain.requirements import AllOf, AnyOf, Passed, Prose, grouped

WORDS = st.sampled_from(
    ["MATH", "20A", "and", "Or", "at", "LEAST", "prose", "B-", '"', "(", ")", "[", ",", ";", "\xa0", " "]
)
LEGIBLE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)
NAMES = LEGIBLE | st.lists(WORDS, min_size=1, max_size=5).map(" ".join)
LEAVES = st.builds(Passed, NAMES, st.none() | NAMES) | st.builds(Prose, NAMES)
NORMAL = st.recursive(
    LEAVES,
    lambda parts: st.builds(
        grouped, st.sampled_from([AllOf, AnyOf]), st.lists(parts, min_size=1, max_size=4).map(tuple)
    ),
    max_leaves=20,
)


def read(text):
    """Return the requirement or the error."""
    try:
        return parse(text), None
    except RequirementUnreadable as error:
        return None, error


@given(NORMAL)
def test_what_is_written_is_read_back(requirement):
    assert parse(written(requirement)) == requirement


@given(st.lists(WORDS, max_size=12).map(" ".join) | st.text(max_size=40))
def test_any_text_is_read_or_refused_in_words(text):
    requirement, error = read(text)
    if error:
        assert 1 <= error.column <= len(text) + 1
        assert str(error).endswith(".")
    else:
        assert parse(written(requirement)) == requirement


@pytest.mark.parametrize(
    ("text", "requirement"),
    [
        ("MATH 20A", Passed("MATH 20A")),
        ("  MATH   20A ", Passed("MATH 20A")),
        ("((MATH 20A))", Passed("MATH 20A")),
        ("MATH 20A at least B-", Passed("MATH 20A", "B-")),
        ("MATH 20A AND CSE 11", AllOf((Passed("MATH 20A"), Passed("CSE 11")))),
        ("(A and B) and C", AllOf((Passed("A"), Passed("B"), Passed("C")))),
        ('"PLACEMENT EXAM or authorization"', Passed("PLACEMENT EXAM or authorization")),
        ('prose "a ""good"" portfolio"', Prose('a "good" portfolio')),
        ("ORAL 1 or SANDY 2", AnyOf((Passed("ORAL 1"), Passed("SANDY 2")))),
        ("SAT MATH >= 600", Passed("SAT MATH >= 600")),
        ("A\xa0or\xa0B", AnyOf((Passed("A"), Passed("B")))),
    ],
)
def test_people_write_it_in_more_than_one_way(text, requirement):
    assert parse(text) == requirement


def test_the_example_of_the_documentation():
    text = "MATH 20A at least B- and (CSE 8A or CSE 11)"
    requirement = AllOf((Passed("MATH 20A", "B-"), AnyOf((Passed("CSE 8A"), Passed("CSE 11")))))
    assert parse(text) == requirement
    assert written(requirement) == text


@pytest.mark.parametrize(
    ("text", "column", "expected", "found"),
    [
        ("", 1, "an item such as MATH 20A", "the end"),
        ("A and", 6, "an item such as MATH 20A", "the end"),
        ("A and B or C", 9, "parentheses around what belongs together", "“or”"),
        ("(A or B", 8, 'the ")" for the "(" at column 1', "the end"),
        ("A)", 2, '"and", "or" or the end', "“)”"),
        ("A, B and C", 2, '"and", "or" or the end', "“,”"),
        ("[A or B] and C", 1, "an item such as MATH 20A", "“[”"),
        ("A at least", 11, "a grade such as B-", "the end"),
        ('A and ""', 7, "an item such as MATH 20A", "nothing between the quotes"),
        ("prose portfolio", 7, "the prose in double quotes", "“portfolio”"),
        ('"A" B', 5, '"and", "or" or the end', "“B”"),
        ("A\x00", 2, "text", "a control character"),
    ],
)
def test_a_fault_is_told_with_its_column(text, column, expected, found):
    with pytest.raises(RequirementUnreadable) as refused:
        parse(text)
    assert refused.value.column == column
    assert expected in str(refused.value)
    assert str(refused.value).endswith(f"found {found}.")


@pytest.mark.parametrize(
    ("largest", "too_large"),
    [
        ("(" * DEEPEST + "A" + ")" * DEEPEST, "(" * (DEEPEST + 1) + "A" + ")" * (DEEPEST + 1)),
        (" or ".join(["A"] * MOST_ITEMS), " or ".join(["A"] * (MOST_ITEMS + 1))),
        ("A" * MOST_CHARACTERS, "A" * (MOST_CHARACTERS + 1)),
    ],
    ids=["depth", "items", "characters"],
)
def test_there_is_a_limit_to_everything(largest, too_large):
    parse(largest)
    with pytest.raises(RequirementUnreadable):
        parse(too_large)


@pytest.mark.parametrize("text", ["(" * 20_000, '"' * 19_999, "A and (" * 2_800, "at " * 6_600])
def test_a_hostile_text_is_refused_or_read_like_any_other(text):
    _, error = read(text)
    assert len(str(error or "")) < 300


def test_a_group_of_nothing_says_nothing():
    with pytest.raises(ValueError, match="no parts"):
        grouped(AnyOf, ())
