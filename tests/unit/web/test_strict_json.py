"""JSON that means one thing only."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrollment.web.api.strict_json import LARGEST, read_json
from enrollment.web.problems import Unacceptable

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST - 1) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=20,
)


@given(VALUES)
def test_what_was_written_is_read(value):
    assert read_json(json.dumps(value).encode()) == value


@given(st.binary(max_size=40) | st.text(alphabet='{}[]",:0123456789.-+eE \\utrfalsnNIy', max_size=40).map(str.encode))
def test_anything_else_is_refused_in_a_civil_manner(body):
    with suppress(Unacceptable):
        assert read_json(body) == json.loads(body)


@pytest.mark.parametrize("text", [str(LARGEST - 1), str(-LARGEST), "0", "0.0", "1.5", "1e300"])
def test_a_number_that_fits_is_read(text):
    assert read_json(text.encode()) == json.loads(text)


@pytest.mark.parametrize(
    "text", [str(LARGEST), str(-LARGEST - 1), "9" * 5000, "-0", "-0.0", "1e400", "NaN", "-Infinity"]
)
def test_a_number_that_does_not_is_refused(text):
    with pytest.raises(Unacceptable):
        read_json(text.encode())


def test_the_place_of_a_fault_is_told():
    with pytest.raises(Unacceptable, match=r"at line 3, column 7\."):
        read_json(b'{\n "a": 1,\n "b": x\n}')


def test_a_quote_behind_a_backslash_does_not_end_a_text():
    assert read_json(rb'"\"[[[[[[[[[[[[[[[[[[[[[[[[[\\"') == '"[[[[[[[[[[[[[[[[[[[[[[[[[\\'
