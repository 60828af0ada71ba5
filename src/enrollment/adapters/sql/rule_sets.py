"""The rule book, over SQL."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Row, and_, bindparam, func, insert, or_, select, text, update

from enrollment.adapters.sql.engine import Statements
from enrollment.adapters.sql.tables import rule_editions, rule_sets
from enrollment.domain.rule_bodies import body_of, said_in
from enrollment.domain.rule_book import RuleBook, RuleSet, Said, Scope, ScopeKind
from enrollment.ports.rule_sets import Publication, PublishedMeanwhile

C, E = rule_sets.c, rule_editions.c
# Of two who publish the same edition the second waits for the first, and inserts nothing.
BEGIN = text(
    """INSERT INTO rule_editions (edition, published_at, published_by) VALUES (:edition, :at, :by)
    ON CONFLICT (edition) DO NOTHING RETURNING edition"""
).bindparams(bindparam("at", type_=E.published_at.type))
SUPERSEDE = (
    update(rule_sets)
    .where(C.scope == bindparam("old_scope"), C.key == bindparam("old_key"), C.superseded_by.is_(None))
    .values(superseded_by=bindparam("new_edition"))
)


class SqlRuleSets:
    """The port RuleSets, over SQL."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def book(self, edition: int | None = None) -> RuleBook:
        """Read the number of the edition and what holds in it, in one statement."""
        last = select(func.max(E.edition).label("last")).where(*([] if edition is None else [E.edition <= edition]))
        of = last.subquery()
        holds = and_(C.edition <= of.c.last, or_(C.superseded_by.is_(None), C.superseded_by > of.c.last))
        rows = self._statements.execute(
            select(of.c.last, C.scope, C.key, C.edition, C.body).select_from(of.outerjoin(rule_sets, holds))
        ).all()
        found = {_scope(row): RuleSet(said=said_in(row.body), edition=row.edition) for row in rows if row.scope}
        sets = {scope: found[scope] for scope in sorted(found)}
        return RuleBook(sets=sets, edition=rows[0].last or 0)

    def publish(self, sets: Mapping[Scope, Said], *, after: int, by: str, at: datetime) -> int:
        """Begin the edition, close what it supersedes, and insert it."""
        edition = after + 1
        if self._statements.execute(BEGIN, {"edition": edition, "at": at, "by": by}).first() is None:
            raise PublishedMeanwhile
        old = [{"old_scope": scope.kind.value, "old_key": scope.key, "new_edition": edition} for scope in sets]
        self._statements.execute(SUPERSEDE, old)
        self._statements.execute(insert(rule_sets), [_row(scope, said, edition) for scope, said in sets.items()])
        return edition

    def history(self) -> Sequence[Publication]:
        """Read every edition with the scopes it published."""
        rows = self._statements.execute(
            select(E.edition, E.published_at, E.published_by, C.scope, C.key)
            .join_from(rule_editions, rule_sets, C.edition == E.edition)
            .order_by(E.edition.desc())
        ).all()
        return [
            Publication(edition=edition, by=by, at=at, scopes=tuple(sorted(map(_scope, group))))
            for (edition, at, by), group in groupby(rows, lambda row: (row.edition, row.published_at, row.published_by))
        ]


def _scope(row: Row[Any]) -> Scope:
    return Scope(ScopeKind(row.scope), row.key)


def _row(scope: Scope, said: Said, edition: int) -> Mapping[str, Any]:
    return {"scope": scope.kind.value, "key": scope.key, "edition": edition, "body": body_of(said)}
