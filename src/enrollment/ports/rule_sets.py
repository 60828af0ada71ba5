"""The rules on record, edition by edition."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from enrollment.domain.rule_book import RuleBook, Said, Scope


class PublishedMeanwhile(Exception):
    """Somebody else has published rules since the book was read, so that what was checked is no longer so."""

    def __init__(self) -> None:
        super().__init__("somebody else has published rules meanwhile; check again")


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One edition of the book: who published it when, and what it changed."""

    edition: int
    by: str
    at: datetime
    scopes: tuple[Scope, ...]


class RuleSets(Protocol):
    """The rule book, and how it came to be. Nothing published is ever lost."""

    def book(self, edition: int | None = None) -> RuleBook:
        """Return the book as it is, or as it was in that edition; before the first one it is empty, of edition 0."""

    def publish(self, sets: Mapping[Scope, Said], *, after: int, by: str, at: datetime) -> int:
        """Put the sets in place of what their scopes said, and return the number of the edition this makes.

        The other scopes keep their editions. ``after`` is the edition of the book the sets were checked with.
        Raises PublishedMeanwhile when it is no longer the latest; then nothing is changed.
        """

    def history(self) -> Sequence[Publication]:
        """Return every edition, the latest first; its scopes are in the order of their kinds and keys."""
