"""Counts, over SQL: a row for each day, kind, device, reason and bucket."""

from collections.abc import Sequence
from functools import cache

from sqlalchemy import TextClause, bindparam, text

from enrollment.adapters.sql.engine import Statements
from enrollment.adapters.sql.tables import measures as table
from enrollment.domain.measures import Measure, counted

COLUMNS = table.c.keys()
KEY = ", ".join(table.primary_key.columns.keys())


class SqlAnalytics:
    """The port Analytics, over SQL: added to what is there."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def count(self, measures: Sequence[Measure]) -> None:
        """Add all of them in one statement; everybody takes the rows in the same order, so that nobody locks up."""
        counts = counted(measures)
        if counts:
            rows = ((n, name, getattr(one, name)) for n, one in enumerate(counts) for name in COLUMNS)
            self._statements.execute(_adding(len(counts)), {f"{name}_{n}": value for n, name, value in rows})


@cache
def _adding(rows: int) -> TextClause:
    values = ", ".join(f"({', '.join(f':{name}_{n}' for name in COLUMNS)})" for n in range(rows))
    insert = f"INSERT INTO measures ({', '.join(COLUMNS)}) VALUES {values}"  # noqa: S608 - of names
    added = f"ON CONFLICT ({KEY}) DO UPDATE SET times = measures.times + excluded.times"
    typed = (bindparam(f"{name}_{n}", type_=table.c[name].type) for n in range(rows) for name in COLUMNS)
    return text(f"{insert} {added}").bindparams(*typed)
