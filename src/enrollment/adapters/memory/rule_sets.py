"""The rule book, kept in memory."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from enrollment.adapters.memory.records import KeptEdition, MemoryRecords
from enrollment.domain.rule_bodies import body_of, said_in
from enrollment.domain.rule_book import RuleBook, RuleSet, Said, Scope
from enrollment.ports.rule_sets import Publication, PublishedMeanwhile


class MemoryRuleSets:
    """The port RuleSets over a list of editions, each holding what it published as text."""

    def __init__(self, records: MemoryRecords) -> None:
        self._records = records

    def book(self, edition: int | None = None) -> RuleBook:
        """Lay the editions over one another."""
        with self._records.lock:
            editions = self._records.rule_editions[:edition]
        sets = {
            scope: RuleSet(said=said_in(body), edition=number)
            for number, kept in enumerate(editions, 1)
            for scope, body in kept.bodies.items()
        }
        return RuleBook(sets={scope: sets[scope] for scope in sorted(sets)}, edition=len(editions))

    def publish(self, sets: Mapping[Scope, Said], *, after: int, by: str, at: datetime) -> int:
        """Append an edition."""
        with self._records.lock:
            if len(self._records.rule_editions) != after:
                raise PublishedMeanwhile
            bodies = {scope: body_of(said) for scope, said in sets.items()}
            self._records.rule_editions.append(KeptEdition(by=by, at=at, bodies=bodies))
            return after + 1

    def history(self) -> Sequence[Publication]:
        """Return every edition, the latest first."""
        with self._records.lock:
            editions = list(enumerate(self._records.rule_editions, 1))
        return [
            Publication(edition=number, by=kept.by, at=kept.at, scopes=tuple(sorted(kept.bodies)))
            for number, kept in reversed(editions)
        ]
