"""Several rows of another table in one column of this one: as JSON text, an array of arrays."""

from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Text, func, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction
from sqlalchemy.sql.selectable import FromClause


class _Rows(GenericFunction[str]):
    """The aggregate: every row's values as an array, in no order."""

    type = Text()
    inherit_cache = True
    name = "json_rows"


@compiles(_Rows, "postgresql")
def _on_postgresql(rows: Any, compiler: Any, **kw: Any) -> str:
    return f"CAST(json_agg(json_build_array({compiler.process(rows.clauses, **kw)})) AS TEXT)"


@compiles(_Rows, "sqlite")
def _on_sqlite(rows: Any, compiler: Any, **kw: Any) -> str:
    return f"json_group_array(json_array({compiler.process(rows.clauses, **kw)}))"


def json_rows(*columns: ColumnElement[Any], source: FromClause, where: ColumnElement[bool]) -> ScalarSelect[str]:
    """Return a subselect of the rows where that holds; NULL or ``[]`` where there are none.

    Ids come as text with or without dashes, instants in ISO 8601, and what is JSON as such or as text.
    """
    return select(func.json_rows(*columns)).select_from(source).where(where).scalar_subquery()
