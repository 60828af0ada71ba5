"""What would meet a requirement: the smallest sets of items that do."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from enrollment.domain.requirements import AllOf, AnyOf, Passed, Prose, Requirement, passes_asked

MOST_WAYS = 5
# How many sets are carried on from one part of an all-of to the next, and how many of the next are joined to each.
_CARRIED, _JOINED = 32, 64

# A set of items is a number with one bit for each of them, the first item the lowest.
_Set = int


@lru_cache(maxsize=1024)  # a course is asked for by many, and most of them lack the same
def ways(remains: Requirement, equivalents: tuple[frozenset[str], ...] = ()) -> tuple[tuple[str, ...], ...]:
    """Return at most MOST_WAYS sets of items each of which, once passed as asked, meets the requirement.

    The smallest come first, of equal ones that whose items are named first. No set contains another that would do.
    Prose is met by no item: only where nothing can be done without it is it taken for met, and where it is all there
    is, nothing is returned. The time is bounded: of a requirement with very many sets a smaller one may be passed over.
    """
    items = list(dict.fromkeys(asked.item for asked in passes_asked(remains)))
    as_good = _as_good({item: 1 << n for n, item in enumerate(items)}, equivalents)
    for prose in ([], [0]):
        found = _Search(as_good, prose).smallest(remains)
        if any(found):
            return tuple(tuple(item for n, item in enumerate(items) if each >> n & 1) for each in found if each)
    return ()


def _as_good(bits: Mapping[str, _Set], equivalents: Iterable[frozenset[str]]) -> Mapping[str, Sequence[_Set]]:
    """Return the items any one of which is as good as an item."""
    found = {item: [bit] for item, bit in bits.items()}
    for codes in equivalents:
        present = codes & bits.keys()
        for item in present if len(present) > 1 else ():
            found[item] += sorted(bits[other] for other in present if bits[other] not in found[item])
    return found


class _Search:
    def __init__(self, as_good: Mapping[str, Sequence[_Set]], prose: Sequence[_Set]) -> None:
        self._as_good, self._prose = as_good, prose
        self._masks = {item: sum(bits) for item, bits in as_good.items()}
        self._passed_over = False

    def smallest(self, requirement: Requirement) -> list[_Set]:
        """Return the first few sets, each without any item it could do without."""
        found = self._sets(requirement)[: 2 * MOST_WAYS]
        if self._passed_over:
            found = _least(self._shrunk(each, requirement) for each in found)
        return list(found[:MOST_WAYS])

    def _sets(self, requirement: Requirement) -> Sequence[_Set]:
        """Return the sets that meet it and contain no other, smallest first."""
        match requirement:
            case Passed(item):
                return self._as_good[item]
            case Prose():
                return self._prose
            case AnyOf(parts):
                return _least(each for part in parts for each in self._few(self._sets(part), _JOINED))
            case AllOf(parts):
                found: Sequence[_Set] = [0]
                for part in parts:
                    one = self._few(self._sets(part), _JOINED)
                    found = _least(both | each for both in self._few(found, _CARRIED) for each in one)
                return found

    def _few(self, sets: Sequence[_Set], most: int) -> Sequence[_Set]:
        self._passed_over = self._passed_over or len(sets) > most
        return sets[:most]

    def _shrunk(self, chosen: _Set, requirement: Requirement) -> _Set:
        for n in reversed(range(chosen.bit_length())):
            without = chosen & ~(1 << n)
            if without != chosen and self._meets(without, requirement):
                chosen = without
        return chosen

    def _meets(self, chosen: _Set, requirement: Requirement) -> bool:
        match requirement:
            case Passed(item):
                return bool(chosen & self._masks[item])
            case Prose():
                return bool(self._prose)
            case AnyOf(parts):
                return any(self._meets(chosen, part) for part in parts)
            case AllOf(parts):
                return all(self._meets(chosen, part) for part in parts)


def _least(sets: Iterable[_Set]) -> Sequence[_Set]:
    """Return the sets of which none contains another, smallest first; one more than are ever joined, and no more."""
    kept: list[_Set] = []
    smaller: list[_Set] = []  # no two of the same size contain each other
    size = 0
    for each in sorted(sorted(set(sets)), key=int.bit_count):
        if len(kept) > _JOINED:
            break
        if each.bit_count() > size:
            smaller, size = kept.copy(), each.bit_count()
        if not any(each & other == other for other in smaller):
            kept.append(each)
    return kept
