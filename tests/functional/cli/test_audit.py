"""enrollment audit."""

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from enrollment.adapters.sql.catalog import SqlCatalog
from tests.support.build import a_course


@pytest.fixture
def miscounted(engine):
    """A course that counts a student it does not have."""
    with Session(engine) as session, session.begin():
        SqlCatalog(session).load([a_course()])
        session.execute(text("UPDATE courses SET current_enrollment = 1"))


def test_a_sound_database_has_no_violations(run, ini):
    result = run("audit", ini)

    assert (result.exit_code, result.stdout) == (0, "")


def test_a_violation_is_a_line_and_a_failure(run, ini, miscounted):
    result = run("audit", ini)

    assert result.exit_code == 1
    assert result.stdout.startswith("counter-is-truth: course ")
    assert len(result.stdout.splitlines()) == 1
