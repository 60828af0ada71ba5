"""enrollment db."""

import pytest

from enrollment.adapters.sql import schema


@pytest.fixture
def empty(tmp_path):
    """An SQLite database that is not even there."""
    return {"ENROLLMENT_DATABASE_URL": f"sqlite:///{tmp_path}/empty.sqlite"}


def test_an_empty_database_is_brought_up_and_taken_back(done, run, sqlite_ini, empty):
    assert run("db current", sqlite_ini, env=empty).exit_code == 1
    assert f"Now at {schema.newest()}" in done("db upgrade", sqlite_ini, env=empty)
    assert done("db current", sqlite_ini, env=empty) == f"{schema.newest()}\n"
    assert done("db downgrade", sqlite_ini, "base", env=empty) == "Now at nothing.\n"


def test_upgrading_twice_changes_nothing(done, sqlite_ini):
    assert done("db upgrade", sqlite_ini) == f"At {schema.newest()} already.\n"


def test_a_revision_nobody_knows_is_a_failure(run, sqlite_ini):
    result = run("db downgrade", sqlite_ini, "nosuch")

    assert result.exit_code == 1
    assert "nosuch" in result.stderr


def test_a_database_that_does_not_answer_is_a_failure_that_keeps_its_password(run, sqlite_ini):
    away = {"ENROLLMENT_DATABASE_URL": "postgresql+psycopg://enrollment:hidden@127.0.0.1:1/enrollment"}

    result = run("db current", sqlite_ini, env=away)

    assert result.exit_code == 1
    assert "the database says" in result.stderr
    assert "hidden" not in result.output
