"""Models at the edge: exact types, no other members, and every fault at once."""

from typing import Literal

import pytest
from pydantic import Field

from enrollment.web.api.exchange import MOST_FAULTS, Asked, Number, validated
from enrollment.web.problems import Unacceptable


class Swap(Asked):
    """A body as one might be asked for."""

    drop: str
    seats: int = Field(1, ge=1)
    if_full: Literal["refuse", "wait"] = "refuse"
    notify: bool = False
    tags: list[str] = Field([])


class Page(Asked):
    """Parameters as one might be asked for."""

    limit: Number = 25


def faults(given, model=Swap, **options):
    """Where there is something wrong, and what."""
    with pytest.raises(Unacceptable) as refused:
        validated(model, given, **options)
    assert refused.value.problem.status == 422
    return [(fault.pointer, fault.code) for fault in refused.value.problem.errors]


def test_what_fits_is_the_model():
    assert validated(Swap, {"drop": "x", "seats": 2}) == Swap(drop="x", seats=2)


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("drop", 1),
        ("drop", None),
        ("drop", ["x"]),
        ("drop", {}),
        ("seats", "1"),
        ("seats", True),
        ("seats", 1.0),
        ("seats", 0),
        ("notify", 1),
        ("notify", "true"),
        ("if_full", "perhaps"),
        ("tags", "x"),
    ],
)
def test_no_type_stands_for_another(member, value):
    assert faults({"drop": "x", member: value}) == [(f"#/{member}", "invalid-member")]


def test_a_fault_is_pointed_to_wherever_it_is():
    assert faults({"drop": "x", "tags": ["a", 1]}) == [("#/tags/1", "invalid-member")]


def test_every_fault_is_told_at_once():
    assert faults({"seats": "1", "status": "approved"}) == [
        ("#/drop", "missing-member"),
        ("#/seats", "invalid-member"),
        ("#/status", "unknown-member"),
    ]


def test_a_name_is_escaped_in_its_pointer_and_cut_short():
    assert faults({"drop": "x", "a/b~c": 1}) == [("#/a~1b~0c", "unknown-member")]
    ((pointer, _),) = faults({"drop": "x", "y" * 1000: 1})
    assert len(pointer) == 102


def test_there_is_an_end_to_telling_faults():
    assert len(faults({"drop": "x"} | {f"x{number}": 1 for number in range(1000)})) == MOST_FAULTS


@pytest.mark.parametrize("text", ["", " 1", "1 ", "+1", "-1", "1_0", "0x1", "1.0", "1e1", "٣", "1" * 10])
def test_a_number_in_an_address_is_digits(text):
    assert faults({"limit": text}, Page, texts=True) == [("#/limit", "invalid-member")]


def test_a_number_in_an_address_is_read():
    assert validated(Page, {"limit": "007"}, texts=True).limit == 7
