"""Requirements: what has to be passed before, or taken along, as a tree of all-of and any-of."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum


class Result(IntEnum):
    """How far a requirement is met. The order is that of the logic: all-of is the least, any-of the greatest."""

    NOT_MET = 0
    UNKNOWN = 1
    CONDITIONAL = 2
    MET = 3


@dataclass(frozen=True, slots=True)
class Passed:
    """The item has been passed: a catalog course, a test, a transferred course; with at least that grade if given."""

    item: str
    at_least: str | None = None


@dataclass(frozen=True, slots=True)
class _Group:
    """Parts. What is known of a tree is looked up by its value, so its hash is made once, as that of a text is."""

    parts: tuple["Requirement", ...]
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Make the hash, out of those the parts have already."""
        object.__setattr__(self, "_hash", hash((type(self), self.parts)))

    def __hash__(self) -> int:
        """Return the same for equal trees."""
        return self._hash


class AllOf(_Group):
    """Every part."""

    __slots__ = ()


class AnyOf(_Group):
    """At least one part."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Prose:
    """Words nobody but a person can judge."""

    text: str


Requirement = Passed | AllOf | AnyOf | Prose


def grouped(kind: type[AllOf] | type[AnyOf], parts: tuple[Requirement, ...]) -> Requirement:
    """Return the parts as one requirement in normal form: no group of one, and none directly in one of its kind.

    The parts are in normal form themselves. Raises ValueError where there is none: that would say nothing.
    """
    if not parts:
        raise ValueError("a group of requirements has no parts")
    flat: list[Requirement] = []
    for part in parts:
        flat += part.parts if isinstance(part, kind) else (part,)
    return flat[0] if len(flat) == 1 else kind(tuple(flat))


def passes_asked(requirement: Requirement) -> Iterator[Passed]:
    """Yield what has to be passed, from left to right."""
    ahead: list[Requirement] = [requirement]
    while ahead:
        match ahead.pop():
            case Passed() as asked:
                yield asked
            case AllOf(parts) | AnyOf(parts):
                ahead += reversed(parts)
