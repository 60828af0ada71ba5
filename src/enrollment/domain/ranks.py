"""The order of a line."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from enrollment.domain.identifiers import EntryId


@dataclass(frozen=True, slots=True, order=True)
class Rank:
    """A place in the order of a line. The highest priority comes first, and of the same the lowest sequence.

    ``precedence`` is the priority negated, so that ranks compare as the line stands. A ``sequence`` is never given out
    twice in a course, and only grows: no clock decides who came first.
    """

    precedence: int
    sequence: int

    @property
    def priority(self) -> int:
        """The priority; 0 is usual."""
        return -self.precedence


Line = Sequence[tuple[EntryId, Rank]]


def moved(line: Line, entry_id: EntryId, position: int) -> Line:
    """Return the ranks that change when the entry is moved to that position, counted from 1, in the line.

    It takes the priority of those it comes to stand among, if its own does not fit there; those of its priority pass
    their sequences on. A position beyond the end is the end.
    """
    mine = dict(line)[entry_id]
    others = [one for one in line if one[0] != entry_id]
    place = min(max(position, 1), len(line)) - 1
    before, behind = others[:place], others[place:]
    precedence = max(mine.precedence, before[-1][1].precedence) if before else mine.precedence
    precedence = min(precedence, behind[0][1].precedence) if behind else precedence
    alike = [
        (one, rank)
        for one, rank in (*before, (entry_id, Rank(precedence, mine.sequence)), *behind)
        if rank.precedence == precedence
    ]
    sequences = sorted(rank.sequence for _, rank in alike)
    known = dict(line)
    ranks = ((one, replace(rank, sequence=sequence)) for (one, rank), sequence in zip(alike, sequences, strict=True))
    return [(one, rank) for one, rank in ranks if rank != known[one]]
