"""How the database goes about what every page of the catalog asks."""

import re
from uuid import UUID

import pytest
from sqlalchemy import create_engine, event, text
from sqlalchemy.dialects import sqlite

from enrollment.adapters.sql.catalog import SqlCatalog
from enrollment.adapters.sql.engine import Autocommit
from enrollment.adapters.sql.filters import FILTERS
from enrollment.adapters.sql.tables import metadata
from enrollment.ports.catalog import CatalogQuery
from tests.support.build import NOON, a_course, a_student


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


COURSES = 1000


@pytest.fixture
def prepared_plan(postgresql_engine):
    """The plan PostgreSQL keeps for a search that is asked again and again, whatever its parameters."""
    catalog = SqlCatalog(Autocommit(postgresql_engine))
    catalog.load(a_course(code=f"CSE {number}") for number in range(COURSES))

    def plan(query):
        asked = []
        event.listen(postgresql_engine, "before_cursor_execute", lambda *call: asked.append(call[2:4]), once=True)
        catalog.search(query, a_student().id)
        ((statement, values),) = asked
        places = {name: place for place, name in enumerate(values, 1)}
        numbered = re.sub(r"%\((\w+)\)s", lambda name: f"${places[name[1]]}", statement)
        with postgresql_engine.begin() as connection:
            run = connection.exec_driver_sql
            run("ANALYZE courses")
            run("SET LOCAL plan_cache_mode = force_generic_plan")
            run(f"PREPARE search AS {numbered}")
            nothing = ", ".join(["NULL"] * len(places))
            return [step for (step,) in run(f"EXPLAIN (COSTS OFF) EXECUTE search({nothing})")]

    return plan


@pytest.mark.postgresql
@pytest.mark.parametrize(
    "query", [CatalogQuery(limit=50), CatalogQuery(limit=50, open_at=NOON), CatalogQuery(after=f"A|{UUID(int=0)}")]
)
def test_a_page_is_found_in_an_index_and_no_more_of_the_catalog_is_put_in_order(prepared_plan, query):
    steps = prepared_plan(query)

    (limit,) = (place for place, step in enumerate(steps) if step.endswith("Limit"))
    assert "Index Scan using ix_courses_sort_key on courses" in steps[limit + 1]
