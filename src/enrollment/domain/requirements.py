"""Requirements: what has to be passed before, or taken along, as a tree of all-of and any-of."""

from dataclasses import dataclass
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
class AllOf:
    """Every part."""

    parts: tuple["Requirement", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part."""

    parts: tuple["Requirement", ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """Words nobody but a person can judge."""

    text: str


Requirement = Passed | AllOf | AnyOf | Prose
