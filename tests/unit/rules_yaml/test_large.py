"""Files that are large, or repeat themselves, take no longer than their size is worth."""

import time

import pytest

from enrollment.domain.objections.objection import unknown
from tests.unit.rules_yaml.reading import read

KNOWN = frozenset(f"{subject} {number}" for subject in ("MATH", "CSE", "COGS") for number in range(2000))


def seconds(act):
    began = time.process_time()
    act()
    return time.process_time() - began


def test_a_list_repeated_by_thousands_of_aliases_is_read_in_a_moment():
    content = b"institution: {equivalents: [&two [A 1, A 2], " + b"*two, " * 20_000 + b"*two]}\n"

    assert seconds(lambda: read(content)) < 5  # compared each with each it took half a minute


def test_of_thousands_of_courses_one_that_was_meant_is_found_in_a_moment():
    assert seconds(lambda: [unknown("no", f"MATH {number}Q", KNOWN) for number in range(500)]) < 3


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("MATH 20X", "MATH 20"),
        ("MTAH 1500", "MATH 1500"),
        ("COGZ 7", "COGS 7"),
        ("CSE 12 ", "CSE 12"),
        ("ATH 3", "MATH 3"),
    ],
)
def test_whatever_the_slip_it_is_told_what_was_meant(slip, meant):
    assert unknown("no", slip, KNOWN).endswith(f'did you mean "{meant}"?')
