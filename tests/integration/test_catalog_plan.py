"""How the database goes about what every page of the catalog asks."""

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.dialects import sqlite

from enrollment.adapters.sql.filters import FILTERS
from enrollment.adapters.sql.tables import metadata


@pytest.fixture
def plan():
    """The steps of the statement, as SQLite plans them for tables it knows nothing of."""
    explain = f"EXPLAIN QUERY PLAN {FILTERS.compile(dialect=sqlite.dialect(), compile_kwargs={'literal_binds': True})}"
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        metadata.create_all(connection)
        steps = [row.detail for row in connection.execute(text(explain))]
    engine.dispose()
    return steps


def test_what_a_search_can_be_narrowed_to_is_found_step_by_step_in_an_index(plan):
    of_courses = [step for step in plan if " courses " in step]

    assert all(step.startswith("SEARCH courses USING INDEX") for step in of_courses)
    assert [step.partition("(")[2] for step in of_courses] == ["", "term>?)", "", "subject>?)"]
