"""The entries of a long list in JSON."""

import json
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrollment.adapters.catalog_files import json_stream
from enrollment.adapters.catalog_files.json_stream import entries
from enrollment.adapters.catalog_files.lines import Unreadable

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda parts: st.lists(parts, max_size=4) | st.dictionaries(st.text(), parts, max_size=4),
    max_leaves=8,
)
MEMBERS = st.dictionaries(st.text().filter(lambda name: name != "list"), VALUES, max_size=3)


@pytest.fixture(params=[1, 7, 1 << 16])
def chunk(request, monkeypatch):
    """How much is read at once; a value may then lie across any number of chunks."""
    monkeypatch.setattr(json_stream, "CHUNK", request.param)


@pytest.mark.usefixtures("chunk")
@pytest.mark.parametrize("indent", [None, 2])
def test_the_list_is_found_wherever_it_stands(indent):
    members = {"before": [1, {"list": 2}], "list": ["é", {"a": [1.25, None]}, -3e9], "after": "x"}
    content = json.dumps(members, indent=indent, ensure_ascii=False).encode()

    assert list(entries(BytesIO(content), "list")) == members["list"]


@given(MEMBERS, st.lists(VALUES), MEMBERS, st.booleans())
def test_it_reads_what_json_reads(before, listed, after, is_ascii):
    members = {**before, "list": listed, **{name: value for name, value in after.items() if name not in before}}

    assert list(entries(BytesIO(json.dumps(members, ensure_ascii=is_ascii).encode(errors="ignore")), "list")) == listed


@given(st.binary(max_size=200))
def test_no_bytes_do_more_than_be_unreadable(content):
    with pytest.raises(Unreadable):
        list(entries(BytesIO(content), "list"))


@given(st.integers(0))
def test_no_beginning_of_a_file_passes_for_the_whole(length):
    content = json.dumps({"list": ["é", {"a": [1.25, None]}], "after": "x"}).encode()

    with pytest.raises(Unreadable, match="cut off"):
        list(entries(BytesIO(content[: length % len(content)]), "list"))


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ('{"list": []} {}', "goes on after the end of its JSON"),
        ('{"list": [], "list": []}', "has 2 lists of list where there should be one"),
        ('{"list": [{"a": 1, "a": 2}]}', "is no JSON to be read: an object has a member twice"),
        ('{"list": [NaN]}', "is no JSON to be read: NaN is no number"),
        ('{"list": [1 2]}', "is no JSON: the list of list has no end"),
        ('{"list": [1], "a"}', "is no JSON: a name without a value"),
        ('{"list": [1], 2: 3}', "is no JSON: a member without a name"),
        ('{"list": [1],}', "is no JSON: a member without a name"),
        ('{"list": [' + "[" * 100_000, "is nested too deeply"),
    ],
)
def test_what_is_wrong_is_said(content, problem):
    with pytest.raises(Unreadable) as refused:
        list(entries(BytesIO(content.encode()), "list"))
    assert str(refused.value) == problem


def test_an_entry_without_end_does_not_fill_the_memory():
    class Endless:
        first = True

        def readline(self, limit):
            first, self.first = self.first, False
            return b'{"list": ["' if first else b"x" * limit

    with pytest.raises(Unreadable, match="has an entry of more than 1048576 characters"):
        list(entries(Endless(), "list"))
