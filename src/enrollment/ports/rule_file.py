"""Rules as a registrar has written them down, with the place of each, and as they are written out again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from enrollment.domain.objections import Objection
from enrollment.domain.rule_book import Said, Scope


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong in a file, and where; lines and columns count from 1."""

    line: int
    column: int
    problem: str


class RuleFile(Protocol):
    """A file of rules that has been read.

    ``sets`` is what could be read of it, ``faults`` is all that could not, in the order of the file.
    """

    sets: Mapping[Scope, Said]
    faults: Sequence[Fault]

    def fault(self, objection: Objection) -> Fault:
        """Return the objection with its place in the file; that of what is not in the file is its beginning."""


class RuleFiles(Protocol):
    """The format in which rules are written."""

    def read(self, content: bytes) -> RuleFile:
        """Read a file; whatever it is, what is wrong with it is among its faults."""

    def written(self, said: Said) -> str:
        """Return the members as such a file has them, a line or more each."""
