"""Moving somebody in a line: the wanted order comes of it, and no number is made up or lost."""

from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from enrollment.domain.identifiers import EntryId
from enrollment.domain.ranks import Rank, moved

A, B, C, D = (EntryId(UUID(int=number)) for number in range(1, 5))
LINE = [(A, Rank(0, 1)), (B, Rank(0, 2)), (C, Rank(0, 5)), (D, Rank(0, 9))]


def after(line, entry_id, position):
    """The line once the entry is moved."""
    return sorted((dict(line) | dict(moved(line, entry_id, position))).items(), key=lambda one: one[1])


def names(line):
    return [entry_id for entry_id, _ in line]


def test_the_highest_priority_comes_first_and_of_the_same_who_joined_first():
    assert sorted([Rank(0, 1), Rank(-5, 9), Rank(0, 2), Rank(3, 0)]) == [
        Rank(-5, 9),
        Rank(0, 1),
        Rank(0, 2),
        Rank(3, 0),
    ]
    assert Rank(-5, 9).priority == 5


@pytest.mark.parametrize(
    ("entry_id", "position", "order"),
    [
        (D, 1, [D, A, B, C]),
        (D, 2, [A, D, B, C]),
        (A, 4, [B, C, D, A]),
        (A, 2, [B, A, C, D]),
        (B, 3, [A, C, B, D]),
        (A, 99, [B, C, D, A]),
        (D, 0, [D, A, B, C]),
        (D, -7, [D, A, B, C]),
    ],
)
def test_it_stands_where_it_was_moved_to_and_beyond_the_end_at_the_end(entry_id, position, order):
    assert names(after(LINE, entry_id, position)) == order


def test_who_stays_where_they_are_keeps_their_rank():
    assert moved(LINE, B, 2) == []
    assert dict(moved(LINE, D, 2)) == {D: Rank(0, 2), B: Rank(0, 5), C: Rank(0, 9)}


@pytest.mark.parametrize(("position", "rank"), [(1, Rank(-5, 3)), (2, Rank(0, 1)), (3, Rank(0, 5)), (4, Rank(0, 7))])
def test_it_takes_the_priority_of_those_it_comes_to_stand_among(position, rank):
    line = [(A, Rank(-5, 3)), (B, Rank(0, 1)), (C, Rank(0, 5)), (D, Rank(0, 7))]

    assert dict(after(line, D, position))[D] == rank


def test_where_its_own_priority_fits_it_keeps_that():
    line = [(A, Rank(-9, 4)), (B, Rank(-5, 3)), (C, Rank(0, 1)), (D, Rank(0, 2))]

    assert dict(after(line, B, 2))[B] == Rank(-5, 3)
    assert dict(after(line, C, 3))[C] == Rank(0, 1)


@st.composite
def lines(draw):
    """A line in order, no two of whose numbers are the same."""
    sequences = draw(st.lists(st.integers(1, 99), min_size=1, max_size=8, unique=True))
    ranks = sorted(Rank(draw(st.integers(-2, 2)), sequence) for sequence in sequences)
    return [(EntryId(UUID(int=number)), rank) for number, rank in enumerate(ranks)]


@given(lines(), st.data())
def test_whatever_is_moved_the_line_is_as_wanted(line, data):
    entry_id, position = data.draw(st.sampled_from(names(line))), data.draw(st.integers(1, 9))
    wanted = [one for one in names(line) if one != entry_id]
    wanted.insert(min(position, len(line)) - 1, entry_id)

    is_now = after(line, entry_id, position)

    assert names(is_now) == wanted
    assert sorted(rank.sequence for _, rank in is_now) == sorted(rank.sequence for _, rank in line)
    assert {rank.precedence for _, rank in is_now} <= {rank.precedence for _, rank in line}


@given(lines(), st.data())
def test_nobody_elses_priority_changes(line, data):
    entry_id, position = data.draw(st.sampled_from(names(line))), data.draw(st.integers(1, 9))

    changed = dict(moved(line, entry_id, position))

    assert all(rank.precedence == dict(line)[one].precedence for one, rank in changed.items() if one != entry_id)


@given(lines(), st.data())
def test_only_ranks_that_change_are_told(line, data):
    entry_id, position = data.draw(st.sampled_from(names(line))), data.draw(st.integers(1, 9))

    assert all(rank != dict(line)[one] for one, rank in moved(line, entry_id, position))


@given(lines(), st.data())
def test_who_is_moved_back_leaves_the_order_as_it_was(line, data):
    assume(len(line) > 1)
    entry_id, position = data.draw(st.sampled_from(names(line))), data.draw(st.integers(1, len(line)))
    was = names(line).index(entry_id) + 1

    assert names(after(after(line, entry_id, position), entry_id, was)) == names(line)
