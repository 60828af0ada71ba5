"""The prerequisite file of UC Irvine: every course is loaded, or reported with its reason."""

import gzip
import json
from collections import Counter
from pathlib import Path

import pytest

from enrollment.adapters.prerequisites_uci import entries
from enrollment.domain.academic_record import CompletedItem
from enrollment.domain.fulfilment import evaluate
from enrollment.domain.notation import parse, written
from enrollment.domain.requirements import AllOf, AnyOf, Passed, Result, passes_asked
from enrollment.domain.rules import NO_RULES
from enrollment.domain.transcript import Transcript
from enrollment.domain.ways import ways

REAL = Path(__file__).parents[1] / "data/prereq_uci/prerequisites.json.gz"


@pytest.fixture(scope="module")
def real():
    return list(entries(REAL))


@pytest.fixture
def read(tmp_path):
    """Write a file of such trees, and return its entries."""

    def read(**trees):
        file = tmp_path / "prerequisites.json"
        file.write_text(json.dumps({key: {"prerequisiteJSON": tree} for key, tree in trees.items()}))
        return list(entries(file))

    return read


def test_every_course_is_loaded_or_reported(real):
    assert len(real) == 2352
    assert all((entry.requirement is None) != (entry.fault is None) for entry in real)
    assert Counter(entry.fault for entry in real) == {None: 2132, "its prerequisiteJSON is empty": 220}


def test_every_tree_is_written_and_read_back(real):
    for entry in real:
        if entry.requirement:
            assert parse(written(entry.requirement)) == entry.requirement


def test_every_tree_has_a_way_to_meet_it_and_nothing_meets_none(real):
    for entry in real:
        if entry.requirement:
            assert evaluate(entry.requirement, Transcript.of((), NO_RULES).fulfils).result is Result.NOT_MET
            for way in ways(entry.requirement):
                passed = Transcript.of([CompletedItem(code=item) for item in way], NO_RULES)
                assert evaluate(entry.requirement, passed.fulfils).result is Result.MET


def test_every_item_of_the_file_is_kept_as_it_is(real):
    items = {asked.item for entry in real if entry.requirement for asked in passes_asked(entry.requirement)}
    assert len(items) == 1409
    assert {"PLACEMENT EXAM or authorization", "SAT MATH >= 600", "AC ENG 20A", "IN4MATX 43"} <= items


def test_codes_get_their_spaces_from_the_file_where_it_tells(real):
    codes = {entry.key: (entry.code, entry.spelled_by) for entry in real}
    assert codes["ACENG20B"] == ("AC ENG 20B", "item")
    assert codes["ACENG20D"] == ("AC ENG 20D", "subject")
    assert codes["COGS109"] == ("COGS109", "file")
    assert Counter(how for _, how in codes.values()) == {"item": 919, "subject": 1410, "file": 23}


def test_where_a_subject_can_be_spelled_in_two_ways_nothing_is_guessed(read):
    *_, ambiguous = read(A='{"AND":["NUR SCI 1"]}', B='{"AND":["NURSCI 2"]}', NURSCI3='{"AND":["A"]}')
    assert (ambiguous.code, ambiguous.spelled_by) == ("NURSCI3", "file")


def test_groups_of_one_are_what_is_in_them(read):
    (entry,) = read(A='{"AND":["B",{"AND":[{"OR":["C","D"]}]},{"AND":["E"]}]}')
    assert entry.requirement == AllOf((Passed("B"), AnyOf((Passed("C"), Passed("D"))), Passed("E")))


@pytest.mark.parametrize(
    ("tree", "fault"),
    [
        ("", "is empty"),
        ("{", "cannot be read"),
        (None, "has no prerequisiteJSON"),
        ('{"AND":[]}', "neither an item nor one list"),
        ('{"AND":["A"],"OR":["B"]}', "neither an item nor one list"),
        ('{"AND":["A"],"AND":["B"]}', "neither an item nor one list"),
        ('{"NOT":["A"]}', "neither an item nor one list"),
        ('[["AND",["A"]]]', "neither an item nor one list"),
        ('{"AND":["A",3]}', "neither an item nor one list"),
        ('{"AND":["\\u0000"]}', "a control character"),
        ('{"AND":["A' + "A" * 20_000 + '"]}', "20000 characters"),
        ('{"OR":["A",{"AND":["B",' * 30 + '"C"' + "]}]}" * 30, "20 deep"),
        ('{"AND":[' * 100_000, "nested too deep"),
    ],
    ids=range(13),
)
def test_what_cannot_be_read_is_told_with_its_reason(read, tree, fault):
    (entry,) = read(A=tree)
    assert entry.requirement is None
    assert fault in entry.fault


def test_a_course_listed_twice_is_reported(tmp_path):
    file = tmp_path / "prerequisites.json"
    one = '"A": {"prerequisiteJSON": "{\\"AND\\":[\\"B\\"]}"}'
    file.write_text(f"{{{one}, {one}}}")
    assert [entry.fault for entry in entries(file)] == [None, "the course is listed a second time"]


@pytest.mark.parametrize("data", [b"", b"[]", b"\xff", b"{", b"\x1f\x8bnot gzip", gzip.compress(b"{}", mtime=0)[:-6]])
def test_a_file_that_is_none_is_told_at_once(tmp_path, data):
    file = tmp_path / "prerequisites.json"
    file.write_bytes(data)
    with pytest.raises(ValueError, match="the file"):
        list(entries(file))
