"""What a list of members parted by "and", "or" and commas says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from enrollment.adapters.requirement_texts.phrases import Kind, Phrase
from enrollment.domain.requirements import AllOf, AnyOf, Requirement, grouped

_GROUPS: Mapping[Kind, type[AllOf] | type[AnyOf]] = {Kind.AND: AllOf, Kind.OR: AnyOf}


class NotUnderstood(Exception):
    """The text has something in it that the grammar does not know, or that can be read in two ways."""


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a list; ``after`` is what parts it from the one before, None at the first."""

    requirement: Requirement
    kind: Kind
    after: Phrase | None = None


def one_requirement(members: Sequence[Member], *, one_of: bool = False) -> Requirement:
    """Return what the list says. Raises NotUnderstood where "and" and "or" meet, or nothing but commas stands there."""
    *most, last = members
    if not most or last.after is None:
        return last.requirement
    if carried := _each_or_equivalent(members):
        return carried
    # "A and B or permission": whoever has A and B passes, however it is meant, and a person judges all others.
    if last.kind in (Kind.WAIVER, Kind.EQUIVALENT) and last.after.kind is Kind.OR:
        return grouped(AnyOf, (one_requirement(most, one_of=one_of), last.requirement))
    runs = _runs(members)
    if len(runs) > 1:
        return one_requirement([_as_member(run) for run in runs])
    kinds = [member.after.kind for member in members if member.after]
    return grouped(_kind_of(kinds, one_of=one_of), tuple(member.requirement for member in members))


def _each_or_equivalent(members: Sequence[Member]) -> Requirement | None:
    """Read "A or equivalent and B or equivalent"."""
    kinds = [member.after.kind for member in members if member.after]
    if Kind.AND not in kinds or kinds != [Kind.OR, *[Kind.AND, Kind.OR] * (len(members) // 2 - 1)]:
        return None
    if any(member.kind is not Kind.EQUIVALENT for member in members[1::2]):
        return None
    pairs = zip(members[::2], members[1::2], strict=True)
    return grouped(AllOf, tuple(grouped(AnyOf, (one.requirement, other.requirement)) for one, other in pairs))


def _runs(members: Sequence[Member]) -> list[list[Member]]:
    """Return the members parted where a semicolon stands before "and" or "or"."""
    runs: list[list[Member]] = []
    for member in members:
        if member.after is None or member.after.words.startswith(";"):
            runs.append([])
        runs[-1].append(member)
    return runs


def _as_member(run: Sequence[Member]) -> Member:
    first, *others = run
    requirement = one_requirement([replace(first, after=None), *others])
    after = replace(first.after, words=first.after.words.lstrip("; ")) if first.after else None
    return Member(requirement, Kind.OPEN, after)


def _kind_of(kinds: Sequence[Kind], *, one_of: bool) -> type[AllOf] | type[AnyOf]:
    """Return the group that "A, B and C" is, or "one of A, B"."""
    if one_of and Kind.AND not in kinds:
        return AnyOf
    words = kinds[kinds.index(kinds[-1]) :]
    if kinds[-1] is Kind.COMMA or {*words} != {kinds[-1]} or {*kinds} - {*words, Kind.COMMA}:
        raise NotUnderstood
    return _GROUPS[kinds[-1]]
