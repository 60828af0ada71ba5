"""Files as they stand, and packed ones."""

import gzip
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrollment.adapters.catalog_files import Unreadable, unpacked
from tests.support.catalog_file import ROW, a_file
from tests.support.other_catalogs import UCSD, rows_in


@given(st.binary(), st.booleans())
def test_what_is_packed_is_what_was_packed(content, packed):
    held = gzip.compress(content) if packed or content.startswith(b"\x1f\x8b") else content

    assert unpacked(BytesIO(held)).read() == content


def test_a_name_says_nothing_of_what_is_packed_without_it():
    (row,) = rows_in(gzip.compress(a_file(ROW)), "csv", name="sections.csv")

    assert row.course.name == "COGS 1 A01"


def test_a_file_that_is_only_called_packed_is_said():
    with pytest.raises(Unreadable, match="but is not compressed with gzip"):
        unpacked(BytesIO(a_file(ROW)), "sections.csv.gz")


@given(st.integers(2, len(UCSD.read_bytes()) - 1))
def test_no_beginning_of_a_packed_file_passes_for_the_whole(length):
    with pytest.raises(Unreadable, match="cut off"):
        unpacked(BytesIO(UCSD.read_bytes()[:length])).read()


@given(st.integers(20, len(UCSD.read_bytes()) - 1), st.integers(1, 255))
def test_no_byte_of_a_packed_file_can_change_unnoticed(at, by):
    content = bytearray(UCSD.read_bytes())
    content[at] ^= by

    with pytest.raises(Unreadable, match=r"damaged|cut off"):
        unpacked(BytesIO(bytes(content))).read()


def test_a_file_cut_off_gives_its_rows_up_to_there_and_says_that_it_was():
    rows = rows_in(UCSD.read_bytes()[:50_000], "csv")

    assert rows[0].course.name == "AAS 10 A01"
    assert [row.is_last for row in rows].index(True) == len(rows) - 1
    assert rows[-1].faults[0].problem == "the compressed file ends in the middle: it was cut off"
