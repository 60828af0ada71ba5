"""Every command explains itself, and says what it was asked wrongly."""

import click
import pytest

from enrollment.cli import main

COMMANDS = [
    ([name, sub] if sub else [name])
    for name, command in main.commands.items()
    for sub in (command.commands if isinstance(command, click.Group) else [None])
]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_shows_an_example(done, words):
    shown = done(" ".join(words), "--help")

    assert "Example" in shown
    assert f"enrollment {' '.join(words)} " in shown


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_exits_with_2_without_its_arguments(run, words):
    assert run(" ".join(words)).exit_code == 2


def test_a_file_that_is_not_there_is_bad_usage(run):
    assert run("audit", "nowhere.ini").exit_code == 2


@pytest.mark.parametrize("content", ["", "[app:main\n", "no ini", "[server:main]\nuse = egg:waitress#main\n"])
def test_a_file_without_the_application_is_bad_usage(run, tmp_path, content):
    path = tmp_path / "bad.ini"
    path.write_text(content)

    result = run("audit", path)

    assert result.exit_code == 2
    assert str(path) in result.stderr


def test_bad_settings_are_all_named_and_nothing_is_begun(run, tmp_path):
    path = tmp_path / "bad.ini"
    path.write_text("[app:main]\nuse = egg:enrollment\nenrollment.smtp_prot = 1\nenrollment.campus_timezone = Berlin\n")

    result = run("serve", path)

    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        "enrollment.campus_timezone is not a valid time zone",
        "enrollment.smtp_prot is not a setting",
    ]
    assert not (tmp_path / "var").exists()


def test_a_key_that_is_none_is_bad_usage(run, sqlite_ini):
    (sqlite_ini.parent / "bad.pem").write_text("no key")

    result = run("tokens", sqlite_ini, "--students", 1, env={"ENROLLMENT_JWT_PRIVATE_KEY_FILE": "bad.pem"})

    assert result.exit_code == 2
    assert "enrollment.jwt_private_key_file" in result.stderr


def test_a_database_without_the_schema_is_a_failure_with_a_hint(run, sqlite_ini, tmp_path):
    empty = {"ENROLLMENT_DATABASE_URL": f"sqlite:///{tmp_path}/empty.sqlite"}

    result = run("users add", sqlite_ini, "--email", "ada@example.edu", "--role", "student", env=empty)

    assert result.exit_code == 1
    assert "enrollment db upgrade" in result.stderr


def test_a_worker_without_a_broker_is_bad_usage(run, sqlite_ini):
    result = run("worker", sqlite_ini)

    assert result.exit_code == 2
    assert "enrollment relay does the work" in result.stderr
